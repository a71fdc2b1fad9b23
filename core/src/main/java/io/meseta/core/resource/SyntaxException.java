package io.meseta.core.resource;

/**
 * A text that is no value, resource or attribute; the message says which part, and what is right.
 */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and where. */
  public SyntaxException(String message) {
    super(message, null, false, false);
  }
}
