package io.meseta.runtime.loop;

import io.meseta.core.Step;

/**
 * Measures the event loop. Called on its thread with every batch: must be cheap and must not throw.
 *
 * @param <C> commands
 * @param <E> events
 * @param <F> effects
 */
public interface LoopMeter<C, E, F> {

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
   * @param step what came of it; perhaps not durable yet
   * @param nanos how long that took
   */
  default void stepTaken(C command, Step<? extends E, ? extends F> step, long nanos) {}

  /** So many steps and reads are held back until the journal has what they rest on. */
  default void held(int count) {}
}
