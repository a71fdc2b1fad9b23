package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent.UpdateAcknowledged;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends an update once more after it was acknowledged. */
final class DeafAgent extends BrokenCore<AgentCommand, AgentEvent, AgentEffect> {

  private AgentEffect.@Nullable SendMessage last;

  DeafAgent(StateMachine<AgentCommand, AgentEvent, AgentEffect> core) {
    super(core);
  }

  @Override
  Step<AgentEvent, AgentEffect> spoil(Step<AgentEvent, AgentEffect> step) {
    List<AgentEffect> effects = new ArrayList<>(step.effects());
    if (last != null && step.events().stream().anyMatch(UpdateAcknowledged.class::isInstance)) {
      effects.add(last);
    }
    for (AgentEffect effect : step.effects()) {
      if (effect instanceof AgentEffect.SendMessage send
          && send.message() instanceof StatusUpdateMessage) {
        last = send;
      }
    }
    return new Step<>(step.events(), effects);
  }
}
