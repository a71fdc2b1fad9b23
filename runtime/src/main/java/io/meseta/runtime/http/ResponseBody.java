package io.meseta.runtime.http;

import java.io.IOException;
import java.io.InputStream;

/** The three kinds of response bodies. Holds them; writing is the connection's business. */
public sealed interface ResponseBody {
  /** Bytes in memory; the array belongs to the response and is never changed. */
  @SuppressWarnings("ArrayRecordComponent") // identity is all that is ever asked of it
  record Bytes(byte[] bytes) implements ResponseBody {}

  /** An open stream, fed for as long as both sides like. */
  record Live(ResponseStream stream) implements ResponseBody {}

  /**
   * Bytes that are read on demand, at the pace of the client.
   *
   * @param lengthBytes how many there are, or -1 if that is not known
   */
  record Source(InputStream input, long lengthBytes) implements ResponseBody, AutoCloseable {
    @Override
    public void close() {
      try {
        input.close();
      } catch (IOException e) {
        // It was only read from: nothing is lost, and nobody is left to be told.
      }
    }
  }
}
