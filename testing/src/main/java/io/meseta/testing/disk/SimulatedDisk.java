package io.meseta.testing.disk;

import io.meseta.runtime.journal.MemoryStorage;
import io.meseta.testing.world.Dice;
import java.time.Duration;

/**
 * The disk of one machine. It outlives the processes that write to it, is sometimes slow, can fail,
 * and loses what was not synced when the power goes.
 */
public final class SimulatedDisk {

  private static final Duration QUICKEST = Duration.ofNanos(50_000);
  private static final Duration USUAL = Duration.ofMillis(3);
  private static final Duration SLOWEST = Duration.ofMillis(500);

  private final Dice dice;
  private MemoryStorage storage = new MemoryStorage();

  /** An empty disk. */
  public SimulatedDisk(Dice dice) {
    this.dice = dice;
  }

  MemoryStorage storage() {
    return storage;
  }

  /** How long the next write takes. */
  Duration delay() {
    return dice.happens(0.05) ? dice.between(USUAL, SLOWEST) : dice.between(QUICKEST, USUAL);
  }

  /** Lets a few more writes succeed; then the disk fails until {@link #losePower}. */
  public void failSoon() {
    storage.failAfter(dice.between(0, 3));
  }

  /** Somebody put a new disk in, with the content of the old one. */
  public void mend() {
    storage.failAfter(Long.MAX_VALUE);
  }

  /** Lets the write that is going on, if there is one, stop anywhere. */
  void tearNextWrite() {
    storage.failAfter(dice.between(0, 1));
  }

  /** Leaves what was synced, and of the rest whatever chance leaves. */
  public void losePower() {
    storage = storage.afterPowerLoss(dice.generator());
  }

  Dice dice() {
    return dice;
  }
}
