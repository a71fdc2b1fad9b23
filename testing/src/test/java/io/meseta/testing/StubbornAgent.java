package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent.OperationAcknowledged;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends the outcome of an operation once more after it was acknowledged. */
final class StubbornAgent extends BrokenCore<AgentCommand, AgentEvent, AgentEffect> {

  private final Map<Object, AgentEffect> sent = new LinkedHashMap<>();

  StubbornAgent(StateMachine<AgentCommand, AgentEvent, AgentEffect> core) {
    super(core);
  }

  @Override
  Step<AgentEvent, AgentEffect> spoil(Step<AgentEvent, AgentEffect> step) {
    List<AgentEffect> effects = new ArrayList<>(step.effects());
    for (AgentEvent event : step.events()) {
      if (event instanceof OperationAcknowledged done && sent.containsKey(done.uuid())) {
        effects.add(sent.get(done.uuid()));
      }
    }
    for (AgentEffect effect : step.effects()) {
      if (effect instanceof AgentEffect.SendMessage send
          && send.message() instanceof UpdateOperationStatusMessage update) {
        sent.put(update.getOperationUuid().getValue(), effect);
      }
    }
    return new Step<>(step.events(), effects);
  }
}
