package io.meseta.bench.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * Durations that were measured, in nanoseconds, and what they say together. Percentiles are by
 * nearest rank: always a duration that occurred, never an interpolation.
 */
public final class Sample {

  private final long[] sortedNanos;

  private Sample(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  /** A sample of these durations; at least one. */
  public static Sample of(long... nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one duration");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Sample(sorted);
  }

  /** How many durations there are. */
  public int size() {
    return sortedNanos.length;
  }

  /**
   * The least duration that so many percent of all do not exceed.
   *
   * @param percent above 0, at most 100
   */
  public long percentileNanos(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("percent must be in (0, 100] but is " + percent);
    }
    int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
    return sortedNanos[Math.max(rank, 1) - 1];
  }

  /** The mean, which a few long ones can spoil. */
  public double meanNanos() {
    return Arrays.stream(sortedNanos).average().orElseThrow();
  }

  /** The percentile as a person reads it. */
  public String percentile(double percent) {
    return text(percentileNanos(percent));
  }

  /** The longest duration as a person reads it. */
  public String longest() {
    return text(sortedNanos[sortedNanos.length - 1]);
  }

  /** A duration with three digits and a fitting unit. */
  public static String text(double nanos) {
    String[] units = {"ns", "µs", "ms", "s"};
    double value = nanos;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return number(value) + " " + units[unit];
  }

  /** A number with three digits, or all before the point. */
  public static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
