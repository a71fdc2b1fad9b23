package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.AllocationScheduled;
import java.util.List;

/** Says nothing of rounds that it is going to make, as if it had not noticed what came free. */
final class AbsentMindedMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  AbsentMindedMaster(StateMachine<MasterCommand, MasterEvent, MasterEffect> core) {
    super(core);
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    List<MasterEvent> events =
        step.events().stream().filter(e -> !(e instanceof AllocationScheduled)).toList();
    return new Step<>(events, step.effects());
  }
}
