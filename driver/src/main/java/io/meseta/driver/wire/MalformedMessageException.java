package io.meseta.driver.wire;

import java.io.IOException;

/** Bytes that are no protobuf message; the text says at which byte and why. */
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }
}
