package io.meseta.core.agent.launch;

/** A container wants a volume that cannot be; the message is for its framework. */
public final class VolumeException extends Exception {

  private static final long serialVersionUID = 1;

  VolumeException(String message) {
    super(message);
  }

  /** What is wrong with the volume; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
