package io.meseta.runtime.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Measures how long something takes. Remembers the last duration, and the distribution over the
 * last hour or so to two digits, in about 50 KB. Any thread may record.
 */
public final class Timer {

  private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();
  private static final long SLOT_NANOS = Duration.ofMinutes(15).toNanos();
  private static final int SLOTS = 4;
  private static final int DIGITS = 2;

  private final IntCountsHistogram[] slots = new IntCountsHistogram[SLOTS];
  private final LongSupplier ticker;
  private int current;
  private long nextSlotAt;
  private long count;
  private long totalNanos;
  private long lastNanos;

  Timer() {
    this(System::nanoTime);
  }

  Timer(LongSupplier ticker) {
    this.ticker = ticker;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new IntCountsHistogram(LONGEST_NANOS, DIGITS);
    }
    nextSlotAt = ticker.getAsLong() + SLOT_NANOS;
  }

  /** Records one duration in nanoseconds; longer than an hour counts as an hour. */
  public synchronized void record(long nanos) {
    rotate();
    long bounded = Math.clamp(nanos, 0, LONGEST_NANOS);
    slots[current].recordValue(bounded);
    count++;
    totalNanos += bounded;
    lastNanos = bounded;
  }

  private void rotate() {
    long now = ticker.getAsLong();
    for (int i = 0; i < SLOTS && now - nextSlotAt >= 0; i++) {
      current = (current + 1) % SLOTS;
      slots[current].reset();
      nextSlotAt += SLOT_NANOS;
    }
    if (now - nextSlotAt >= 0) { // silent for longer than all slots together
      nextSlotAt = now + SLOT_NANOS;
    }
  }

  /** What was measured, at this moment. */
  synchronized Reading read() {
    rotate();
    Histogram recent = new Histogram(LONGEST_NANOS, DIGITS);
    for (IntCountsHistogram slot : slots) {
      recent.add(slot);
    }
    return new Reading(recent, count, totalNanos, lastNanos);
  }

  /**
   * What a timer has measured.
   *
   * @param recent the distribution over the last hour or so, in nanoseconds
   * @param count of all durations since the start
   * @param totalNanos their sum
   * @param lastNanos the last of them
   */
  record Reading(Histogram recent, long count, long totalNanos, long lastNanos) {}
}
