package io.meseta.runtime.loop;

/**
 * Measures the event loop. Called on its thread with every batch: must be cheap and must not throw.
 */
public interface LoopMeter {

  /** Measures nothing. */
  LoopMeter NONE = new LoopMeter() {};

  /**
   * A batch was taken.
   *
   * @param commands how many commands are in it
   * @param waiting how many stay in the queue behind it
   */
  default void batchTaken(int commands, int waiting) {}

  /**
   * The core carried out a command.
   *
   * @param command the command
   * @param nanos how long that took
   */
  default void stepTaken(Object command, long nanos) {}

  /** So many steps and reads are held back until the journal has what they rest on. */
  default void held(int count) {}
}
