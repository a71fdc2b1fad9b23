package io.meseta.driver;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between attempts: a random part of a limit that doubles each time up to a cap,
 * so that a thousand drivers do not come back at the same instant. Not for several threads.
 */
public final class Backoff {
  private static final long MIN_MILLIS = 10;

  private final Duration first;
  private final Duration cap;
  private Duration limit;

  /** A back-off whose first wait is at most {@code first} and whose longest is {@code cap}. */
  public Backoff(Duration first, Duration cap) {
    this.first = first.compareTo(cap) < 0 ? first : cap;
    this.cap = cap;
    this.limit = this.first;
  }

  /** The next wait, at least ten milliseconds. */
  public Duration next() {
    long millis = ThreadLocalRandom.current().nextLong(limit.toMillis() + 1);
    Duration doubled = limit.multipliedBy(2);
    limit = doubled.compareTo(cap) < 0 ? doubled : cap;
    return Duration.ofMillis(Math.max(MIN_MILLIS, millis));
  }

  /** Begins anew, after a success. */
  public void reset() {
    limit = first;
  }
}
