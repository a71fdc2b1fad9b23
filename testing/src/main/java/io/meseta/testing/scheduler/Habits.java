package io.meseta.testing.scheduler;

import io.meseta.testing.world.Dice;
import java.time.Duration;

/**
 * What kind of framework a simulated scheduler is, and how well it behaves. Probabilities are from
 * 0 to 1.
 *
 * @param role the role to which it subscribes
 * @param traits what it says of itself when it subscribes
 * @param usesExecutor how likely a task has a custom executor
 * @param ignoresOffer how likely an offer is never answered
 * @param forgetsAcknowledgement how likely an update is not acknowledged when it comes
 * @param killsTask how likely it kills a task at each of its ticks
 * @param restless how likely it closes its stream, suppresses or revives at each tick
 * @param mischief how likely it makes a senseless call at each tick
 * @param operates how likely it reserves disk, or makes or destroys volumes, on an offer
 */
public record Habits(
    String role,
    Traits traits,
    double usesExecutor,
    double ignoresOffer,
    double forgetsAcknowledgement,
    double killsTask,
    double restless,
    double mischief,
    double operates) {

  /**
   * What a scheduler says of itself.
   *
   * @param failoverTimeout how long the master keeps its tasks while it is away
   */
  public record Traits(
      boolean checkpoint, boolean partitionAware, boolean killingState, Duration failoverTimeout) {}

  /** Somebody who answers every offer and acknowledges every update. */
  public static Habits good() {
    Traits traits = new Traits(true, true, true, Duration.ofMinutes(10));
    return new Habits("*", traits, 0.3, 0, 0, 0.1, 0, 0, 0);
  }

  /** Somebody like anybody. */
  public static Habits any(Dice dice) {
    Traits traits =
        new Traits(
            dice.happens(0.8),
            dice.happens(0.5),
            dice.happens(0.5),
            Duration.ofSeconds(dice.between(5, 600)));
    return new Habits(
        "*",
        traits,
        dice.happens(0.5) ? 0.4 : 0,
        dice.happens(0.5) ? 0.1 : 0,
        dice.happens(0.5) ? 0.3 : 0,
        dice.happens(0.7) ? 0.3 : 0,
        dice.happens(0.4) ? 0.1 : 0,
        dice.happens(0.4) ? 0.3 : 0,
        0);
  }

  /** The same in another role. */
  public Habits in(String other) {
    return new Habits(
        other,
        traits,
        usesExecutor,
        ignoresOffer,
        forgetsAcknowledgement,
        killsTask,
        restless,
        mischief,
        operates);
  }

  /** The same, but changing what it is offered so often. */
  public Habits operating(double often) {
    return new Habits(
        role,
        traits,
        usesExecutor,
        ignoresOffer,
        forgetsAcknowledgement,
        killsTask,
        restless,
        mischief,
        often);
  }
}
