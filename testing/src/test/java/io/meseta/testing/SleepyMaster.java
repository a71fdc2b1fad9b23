package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import java.time.Instant;
import java.util.Optional;

/** Is not woken at its deadlines, so that much is offered late or never. */
final class SleepyMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  SleepyMaster(StateMachine<MasterCommand, MasterEvent, MasterEffect> core) {
    super(core);
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    return step;
  }

  @Override
  public Optional<Instant> nextDeadline() {
    return Optional.empty();
  }
}
