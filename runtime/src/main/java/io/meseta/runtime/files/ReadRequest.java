package io.meseta.runtime.files;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import java.util.Optional;

/**
 * What is to be read.
 *
 * @param offset first byte, or -1 to learn the size alone
 * @param length how many bytes at most, or -1 for as many as one answer may have
 */
record ReadRequest(long offset, long length) {

  /** As in Mesos: 16 pages. */
  private static final int LARGEST_ANSWER_BYTES = 16 * 4096;

  /**
   * Reads the query.
   *
   * @throws HttpRejection 400 with the text of Mesos if a number is none, or too small
   */
  static ReadRequest of(HttpRequest request) {
    long offset = number(request, "offset", "Negative offset provided");
    long length = number(request, "length", "Negative length provided");
    return new ReadRequest(offset, length);
  }

  private static long number(HttpRequest request, String name, String tooSmall) {
    Optional<String> text = request.query(name);
    if (text.isEmpty()) {
      return -1;
    }
    try {
      long number = Long.parseLong(text.get());
      if (number < -1) {
        throw bad(tooSmall + ": " + number);
      }
      return number;
    } catch (NumberFormatException e) {
      throw bad("Failed to parse " + name + ": Failed to convert '" + text.get() + "' to number");
    }
  }

  private static HttpRejection bad(String text) {
    return new HttpRejection(HttpErrors.badRequest(text + ".\n"));
  }

  boolean sizeOnly() {
    return offset < 0;
  }

  /** How many bytes to read of a file of that size. */
  int bytesOf(long size) {
    if (sizeOnly() || offset >= size) {
      return 0;
    }
    long wanted = length < 0 ? size - offset : length;
    return (int) Math.min(Math.min(wanted, size - offset), LARGEST_ANSWER_BYTES);
  }
}
