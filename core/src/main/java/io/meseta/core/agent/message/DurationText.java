package io.meseta.core.agent.message;

import java.time.Duration;

/** Durations in the words of Mesos: {@code 5secs}, {@code 1500ms}, {@code 15mins}. */
public final class DurationText {

  private enum Unit {
    weeks(7 * 24 * 3_600_000_000_000L),
    days(24 * 3_600_000_000_000L),
    hrs(3_600_000_000_000L),
    mins(60_000_000_000L),
    secs(1_000_000_000L),
    ms(1_000_000L),
    us(1_000L),
    ns(1L);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }
  }

  private DurationText() {}

  /** The duration as a whole number of the largest unit that allows that. */
  public static String of(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0ns";
    }
    for (Unit unit : Unit.values()) {
      if (nanos % unit.nanos == 0) {
        return nanos / unit.nanos + unit.name();
      }
    }
    throw new AssertionError("every number is a multiple of one");
  }
}
