package io.meseta.runtime.loop;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Wall-clock time that never jumps: the machine's clock when this was made, and from then on the
 * time that really passed. So somebody who sets the clock one hour ahead does not make every agent
 * miss its pings. The price: a clock that was wrong at the start stays wrong until the daemon is
 * started again.
 */
public final class SteadyClock implements InstantSource {

  private final Instant start = Clock.systemUTC().instant();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
