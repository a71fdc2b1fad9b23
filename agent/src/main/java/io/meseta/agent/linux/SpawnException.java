package io.meseta.agent.linux;

/** A process could not be started; the message is for an operator. */
public final class SpawnException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean ofCommand;

  SpawnException(String message) {
    this(message, false);
  }

  SpawnException(String message, boolean ofCommand) {
    super(message);
    this.ofCommand = ofCommand;
  }

  /** Whether all was well but for the command itself: it is missing or cannot be executed. */
  public boolean ofCommand() {
    return ofCommand;
  }

  /** What went wrong; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
