package io.meseta.agent.launcher;

/** The launcher refused or failed a request; the message is one clear sentence for an operator. */
public final class LauncherException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A failure told by {@code message}. */
  public LauncherException(String message) {
    super(message);
  }

  /** A failure told by {@code message}, caused by {@code cause}. */
  public LauncherException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What went wrong; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
