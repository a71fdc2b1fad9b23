package io.meseta.protocol.libprocess;

import java.io.IOException;

/**
 * Text or bytes that are not libprocess; the message says what was found and what would be right.
 */
public final class LibprocessException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;

  LibprocessException(int httpStatus, String message) {
    super(message);
    this.httpStatus = httpStatus;
  }

  /** The HTTP status that Mesos answers in this case (Mesos reference §5.1). */
  public int httpStatus() {
    return httpStatus;
  }
}
