package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import java.time.Instant;
import java.util.Optional;

/** A core with something around it that is not right; what exactly, subclasses say. */
abstract class BrokenCore<C, E, F> implements StateMachine<C, E, F> {

  private final StateMachine<C, E, F> core;

  BrokenCore(StateMachine<C, E, F> core) {
    this.core = core;
  }

  /** What becomes of a step before anybody sees it. */
  abstract Step<E, F> spoil(Step<E, F> step);

  @Override
  public Step<E, F> step(C command, Instant now) {
    return spoil(core.step(command, now));
  }

  @Override
  public void apply(E event) {
    core.apply(event);
  }

  @Override
  public Optional<Instant> nextDeadline() {
    return core.nextDeadline();
  }
}
