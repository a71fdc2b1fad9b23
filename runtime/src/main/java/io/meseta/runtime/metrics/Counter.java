package io.meseta.runtime.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts something that only grows. Any thread may count; it costs a few nanoseconds. */
public final class Counter {

  private final LongAdder sum = new LongAdder();

  Counter() {}

  /** Counts one. */
  public void increment() {
    sum.increment();
  }

  /**
   * Counts several.
   *
   * @param count not negative
   */
  public void add(long count) {
    sum.add(count);
  }

  /** How many were counted since the start. */
  public long value() {
    return sum.sum();
  }
}
