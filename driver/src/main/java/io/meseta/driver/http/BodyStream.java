package io.meseta.driver.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * The body of an answer: chunked, or of a length known beforehand. Does not close the connection.
 */
final class BodyStream extends InputStream {
  private static final int MAX_CHUNK_LINE_BYTES = 4096;

  private final InputStream in;
  private final boolean chunked;
  private int left;
  private boolean ended;
  private boolean first = true;

  private BodyStream(InputStream in, boolean chunked, int left) {
    this.in = in;
    this.chunked = chunked;
    this.left = left;
  }

  static BodyStream chunked(InputStream in) {
    return new BodyStream(in, true, 0);
  }

  static BodyStream ofLength(InputStream in, int length) {
    return new BodyStream(in, false, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Gives what is there and never waits for a second chunk to fill {@code target}. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      ended = !chunked || !nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(target, offset, Math.min(length, left));
    if (count < 0) {
      throw new EOFException("Connection closed within an HTTP body");
    }
    left -= count;
    return count;
  }

  private boolean nextChunk() throws IOException {
    int[] allowed = {MAX_CHUNK_LINE_BYTES};
    if (!first && !HttpResponse.line(in, allowed).isEmpty()) {
      throw new ProtocolException("HTTP chunk is longer than announced");
    }
    first = false;
    left = HttpResponse.number(HttpResponse.line(in, allowed).split(";", 2)[0], 16);
    if (left > 0) {
      return true;
    }
    while (!HttpResponse.line(in, allowed).isEmpty()) {
      // Trailers say nothing that this driver wants to know.
    }
    return false;
  }
}
