package io.meseta.protocol.recordio;

import java.io.IOException;

/**
 * Bytes that are not RecordIO. The message says what was found, at which byte of the stream, and
 * what would be right. There is no way to find the next record after it: the stream is lost.
 */
public final class RecordIOException extends IOException {
  private static final long serialVersionUID = 1L;

  RecordIOException(String message) {
    super(message);
  }
}
