package io.meseta.master.ui.files;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Reads a file that may grow: if there is nothing at the offset yet, waits for it. Blocks its
 * thread. Agents cannot be told to wait, so they are asked, once a second at the longest.
 */
final class FileTail {
  /** As many as an agent gives at once (Mesos reference §4.5). */
  static final int MAX_PIECE_BYTES = 65_536;

  /** The longest wait for a file to grow. */
  static final int MAX_WAIT_SECONDS = 30;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(1);

  private final AgentClient client;

  FileTail(AgentClient client) {
    this.client = client;
  }

  /**
   * What is to be read.
   *
   * @param address {@code ip:port} of the agent
   * @param offset in bytes, or -1 for nothing but the size
   * @param length in bytes
   * @param waitSeconds how long to wait if there is nothing at the offset
   */
  record Wanted(String address, String path, long offset, int length, int waitSeconds) {}

  /**
   * What was read.
   *
   * @param size of the file in bytes, at least; less than the wanted offset if the file was cut
   */
  @SuppressWarnings("ArrayRecordComponent") // pieces are never compared
  record Piece(long size, byte[] bytes) {
    static Piece nothing(long size) {
      return new Piece(size, new byte[0]);
    }
  }

  /**
   * Reads, and waits if need be.
   *
   * @throws HttpRejection if the agent refuses or does not answer
   */
  Piece read(Wanted wanted) {
    long offset = wanted.offset();
    if (offset < 0 || wanted.length() == 0) {
      return Piece.nothing(size(wanted));
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(wanted.waitSeconds()).toNanos();
    Duration pause = FIRST_PAUSE;
    byte[] bytes = fetch(wanted, offset, wanted.length()).bytes();
    while (bytes.length == 0) {
      long size = size(wanted);
      if (size < offset || System.nanoTime() >= deadline) {
        return Piece.nothing(size);
      }
      if (size == offset) {
        sleep(pause);
        pause = longer(pause);
      } else {
        bytes = fetch(wanted, offset, wanted.length()).bytes();
      }
    }
    return new Piece(offset + bytes.length, bytes);
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : twice;
  }

  private long size(Wanted wanted) {
    return fetch(wanted, -1, 0).offset();
  }

  private FileChunk fetch(Wanted wanted, long offset, int length) {
    Map<String, String> query =
        offset < 0
            ? Map.of("path", wanted.path(), "offset", "-1")
            : Map.of(
                "path", wanted.path(),
                "offset", Long.toString(offset),
                "length", Integer.toString(length));
    AgentClient.Answer<byte[]> answer = client.fetch(wanted.address(), "read", query);
    if (answer.status() != 200) {
      throw new HttpRejection(AgentFiles.refusal(answer.status(), answer.body(), wanted.path()));
    }
    try {
      return FileChunk.parse(answer.body());
    } catch (IOException e) {
      throw new HttpRejection(
          HttpResponse.text(502, "The agent's answer is not a piece of a file: " + e.getMessage()));
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpRejection(HttpErrors.unavailable("The master is shutting down."));
    }
  }
}
