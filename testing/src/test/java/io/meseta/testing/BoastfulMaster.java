package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;

/** Counts what operations do, and tells no agent to do it. */
final class BoastfulMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  BoastfulMaster(StateMachine<MasterCommand, MasterEvent, MasterEffect> core) {
    super(core);
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    return new Step<>(
        step.events(),
        step.effects().stream()
            .filter(effect ->
                !(effect instanceof MasterEffect.SendToAgent send
                    && send.message() instanceof ApplyOperationMessage))
            .toList());
  }
}
