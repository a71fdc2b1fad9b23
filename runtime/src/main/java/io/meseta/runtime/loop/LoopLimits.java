package io.meseta.runtime.loop;

/**
 * What bounds an event loop.
 *
 * @param queuedCommands how many commands may wait; one more is refused
 * @param batch how many commands are stepped before their events go to the journal
 * @param heldSteps how many steps may wait for the journal before the loop takes no more commands;
 *     may be passed by one batch
 */
public record LoopLimits(int queuedCommands, int batch, int heldSteps) {

  /** Enough for a burst of every agent of a big cluster, and small beside the state itself. */
  public static final LoopLimits DEFAULT = new LoopLimits(65_536, 256, 16_384);

  public LoopLimits {
    if (queuedCommands < 1 || batch < 1 || heldSteps < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }
}
