package io.meseta.testing;

import io.meseta.testing.daemon.Wiring;
import io.meseta.testing.fault.FaultPlan;
import io.meseta.testing.scheduler.Habits;
import io.meseta.testing.world.Dice;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a simulation is made of.
 *
 * @param agents how many machines with agents
 * @param schedulers the habits of each scheduler
 * @param faults what goes wrong
 * @param busy how long schedulers are busy and faults happen
 * @param operated whether an operator changes quotas and weights
 * @param wiring how daemons are put together
 */
public record SimulationSettings(
    int agents,
    List<Habits> schedulers,
    FaultPlan faults,
    Duration busy,
    boolean operated,
    Wiring wiring) {

  private static final long RULES = 1L << 40;
  private static final long OPERATIONS = 1L << 41;

  /** Half of all frameworks are in the default role. */
  private static final List<String> ROLES = List.of("*", "*", "*", "eng", "eng/web", "ops");

  /** Roles in which something can be reserved. */
  private static final List<String> OWNERS = List.of("eng", "eng/web", "ops");

  public SimulationSettings {
    schedulers = List.copyOf(schedulers);
  }

  /** A small cluster in which nothing fails and everybody behaves. */
  public static SimulationSettings fair() {
    return new SimulationSettings(
        2,
        List.of(Habits.good(), Habits.good()),
        FaultPlan.none(),
        Duration.ofMinutes(2),
        false,
        Wiring.sound());
  }

  /** A cluster of which everything is left to chance. */
  public static SimulationSettings any(long seed) {
    Dice dice = Dice.of(~seed);
    Dice rules = Dice.of(seed + RULES); // of their own, so that all else is as it was without them
    List<Habits> schedulers =
        IntStream.range(0, dice.between(1, 3))
            .mapToObj(i -> Habits.any(dice).in(rules.oneOf(ROLES)))
            .toList();
    return new SimulationSettings(
        dice.between(1, 3),
        schedulers,
        FaultPlan.any(dice),
        Duration.ofMinutes(dice.between(1, 6)),
        rules.happens(0.5),
        Wiring.sound());
  }

  /** The same, but frameworks own roles, reserve disk for them, and make and destroy volumes. */
  public static SimulationSettings operating(long seed) {
    Dice dice = Dice.of(seed + OPERATIONS);
    SimulationSettings any = any(seed);
    List<Habits> schedulers =
        any.schedulers().stream()
            .map(habits -> habits.in(dice.oneOf(OWNERS)).operating(0.5))
            .toList();
    return new SimulationSettings(
        any.agents(), schedulers, any.faults(), any.busy(), any.operated(), any.wiring());
  }

  /** The same with other faults. */
  public SimulationSettings with(FaultPlan other) {
    return new SimulationSettings(agents, schedulers, other, busy, operated, wiring);
  }

  /** The same with daemons that are put together in another way. */
  public SimulationSettings with(Wiring other) {
    return new SimulationSettings(agents, schedulers, faults, busy, operated, other);
  }
}
