package io.meseta.cli;

import java.util.concurrent.ExecutionException;

/** Why something failed, in the words that a user reads. */
final class Reason {

  private Reason() {}

  /** The message of what went wrong in the future, or its name if it has none. */
  static String of(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
