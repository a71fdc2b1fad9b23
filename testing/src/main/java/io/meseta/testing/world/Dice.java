package io.meseta.testing.world;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance that is the same for the same seed. Everybody in the cluster has dice of their own, so
 * that one more throw by one of them does not change the luck of all others.
 */
public final class Dice {

  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** The first dice of a simulation. */
  public static Dice of(long seed) {
    return new Dice(new SplittableRandom(seed));
  }

  /** Independent dice for somebody else. */
  public Dice split() {
    return new Dice(random.split());
  }

  /** Whether something of that probability happens. */
  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of the numbers from {@code least} to {@code most}. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** A duration from {@code least} to {@code most}, evenly spread. */
  public Duration between(Duration least, Duration most) {
    return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
  }

  /** One of a list that is not empty. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The same chance for those who want Java's own interface. */
  public RandomGenerator generator() {
    return random;
  }
}
