package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import java.util.List;

/** Does not write down which agents it has admitted. */
final class CarelessMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  CarelessMaster(StateMachine<MasterCommand, MasterEvent, MasterEffect> core) {
    super(core);
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    List<MasterEvent> events =
        step.events().stream()
            .filter(event -> !(event instanceof DurableMasterEvent.AgentAdmitted))
            .toList();
    return new Step<>(events, step.effects());
  }
}
