package io.meseta.testing.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the clock of one machine shows: off by some amount, and running a little too fast or too
 * slow.
 */
public final class NodeClock implements InstantSource {

  private final Agenda agenda;
  private final Duration offset;
  private final double rate;

  /**
   * A clock on that agenda.
   *
   * @param offset how far it is ahead at the start of the simulation; negative if it is behind
   * @param rate how fast it runs; 1 is right
   */
  public NodeClock(Agenda agenda, Duration offset, double rate) {
    this.agenda = agenda;
    this.offset = offset;
    this.rate = rate;
  }

  @Override
  public Instant instant() {
    long passed = Duration.between(Agenda.START, agenda.now()).toNanos();
    return Agenda.START.plus(offset).plusNanos((long) (passed * rate));
  }

  /** The instant on the agenda at which this clock shows at least {@code shown}. */
  public Instant whenShowing(Instant shown) {
    long passed = Duration.between(Agenda.START.plus(offset), shown).toNanos();
    Instant guess = Agenda.START.plusNanos((long) Math.ceil(passed / rate));
    return guess.plusNanos(1_000); // rounding must never make it too early
  }
}
