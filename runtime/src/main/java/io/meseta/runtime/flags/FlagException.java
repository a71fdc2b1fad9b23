package io.meseta.runtime.flags;

/**
 * A flag that is unknown, malformed or missing. The message is one line for the person at the
 * keyboard; the exit code is 2.
 */
public final class FlagException extends Exception {

  private static final long serialVersionUID = 1;

  /** Says what is wrong, where, and what would be right. */
  public FlagException(String message) {
    super(message, null, false, false);
  }
}
