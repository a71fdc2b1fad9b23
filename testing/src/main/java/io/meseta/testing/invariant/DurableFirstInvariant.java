package io.meseta.testing.invariant;

import io.meseta.testing.observe.Observation;

/** Nobody is told of anything that a crash could still undo. */
public final class DurableFirstInvariant implements Invariant {

  @Override
  public void observe(Observation observation) {
    if (observation instanceof Observation.Released released
        && !released.step().effects().isEmpty()) {
      require(
          released.restsOn() <= released.durable(),
          "%s tells %s, which rests on journal position %d, but only %d is durable",
          released.node(),
          released.step().effects().get(0).getClass().getSimpleName(),
          released.restsOn(),
          released.durable());
    }
  }
}
