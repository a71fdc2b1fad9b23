package io.meseta.testing.fault;

import io.meseta.testing.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which faults there are in a simulation and how often. Each plan has only some of them: where
 * everything fails all the time nothing deep ever happens.
 *
 * @param faults the kinds that happen
 * @param every the mean time between two faults
 */
public record FaultPlan(Set<Fault> faults, Duration every) {

  public FaultPlan {
    faults = Set.copyOf(faults);
  }

  /** Nothing ever fails. */
  public static FaultPlan none() {
    return new FaultPlan(Set.of(), Duration.ofHours(1));
  }

  /** Some faults, as often as chance wants. */
  public static FaultPlan any(Dice dice) {
    EnumSet<Fault> chosen = EnumSet.noneOf(Fault.class);
    double share = dice.oneOf(List.of(0.15, 0.3, 0.6));
    for (Fault fault : Fault.values()) {
      if (dice.happens(share)) {
        chosen.add(fault);
      }
    }
    return new FaultPlan(chosen, Duration.ofSeconds(dice.between(5, 40)));
  }

  /** Exactly these, rather often. */
  public static FaultPlan of(Fault first, Fault... others) {
    return new FaultPlan(EnumSet.of(first, others), Duration.ofSeconds(10));
  }

  /** The kinds in an order that is always the same. */
  List<Fault> choices() {
    List<Fault> choices = new ArrayList<>(List.of(Fault.values()));
    choices.retainAll(faults);
    return choices;
  }
}
