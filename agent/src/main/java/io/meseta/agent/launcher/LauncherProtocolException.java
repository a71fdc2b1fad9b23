package io.meseta.agent.launcher;

import java.io.IOException;

/**
 * The two sides of the launcher's socket do not understand each other; or its files are damaged.
 */
public final class LauncherProtocolException extends IOException {

  private static final long serialVersionUID = 1;

  /** Says what was found. */
  public LauncherProtocolException(String message) {
    super(message);
  }
}
