package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.util.List;

/** Runs tasks that nobody has launched. */
final class InventiveAgent extends BrokenCore<AgentCommand, AgentEvent, AgentEffect> {

  InventiveAgent(StateMachine<AgentCommand, AgentEvent, AgentEffect> core) {
    super(core);
  }

  @Override
  Step<AgentEvent, AgentEffect> spoil(Step<AgentEvent, AgentEffect> step) {
    List<AgentEffect> effects = step.effects().stream().map(InventiveAgent::spoil).toList();
    return new Step<>(step.events(), effects);
  }

  private static AgentEffect spoil(AgentEffect effect) {
    return effect instanceof AgentEffect.SendMessage send
            && send.message() instanceof StatusUpdateMessage update
        ? new AgentEffect.SendMessage(send.to(), invented(update))
        : effect;
  }

  private static StatusUpdateMessage invented(StatusUpdateMessage update) {
    StatusUpdateMessage.Builder other = update.toBuilder();
    other
        .getUpdateBuilder()
        .getStatusBuilder()
        .getTaskIdBuilder()
        .setValue(update.getUpdate().getStatus().getTaskId().getValue() + "-invented");
    return other.build();
  }
}
