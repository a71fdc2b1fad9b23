package io.meseta.core.agent.check;

import java.time.Duration;

/** Durations that messages tell as a number of seconds. */
final class Seconds {

  /** Shorter ones would only keep the agent busy. */
  static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  private static final double LONGEST = 1e9; // thirty years
  private static final double NANOS = 1e9;

  private Seconds() {}

  /** Never negative, and never so long that one could not reckon with it. */
  static Duration duration(double seconds) {
    return seconds > 0
        ? Duration.ofNanos((long) (Math.min(seconds, LONGEST) * NANOS))
        : Duration.ZERO;
  }
}
