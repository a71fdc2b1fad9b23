package io.meseta.agent.fetcher;

import java.io.IOException;

/** A file could not be fetched; the message is for the framework that wanted it. */
public final class FetchException extends IOException {

  private static final long serialVersionUID = 1;

  FetchException(String message) {
    super(message);
  }

  FetchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What went wrong; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
