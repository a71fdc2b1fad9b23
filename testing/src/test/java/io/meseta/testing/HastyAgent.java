package io.meseta.testing;

import io.meseta.core.Pid;
import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent.TaskUpdated;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.testing.daemon.MasterNode;
import java.util.ArrayList;
import java.util.List;

/** Sends the newest update at once, without waiting for its turn, and before the older ones. */
final class HastyAgent extends BrokenCore<AgentCommand, AgentEvent, AgentEffect> {

  private static final Pid MASTER = MasterNode.PID;

  HastyAgent(StateMachine<AgentCommand, AgentEvent, AgentEffect> core) {
    super(core);
  }

  @Override
  Step<AgentEvent, AgentEffect> spoil(Step<AgentEvent, AgentEffect> step) {
    List<AgentEffect> effects = new ArrayList<>();
    for (AgentEvent event : step.events().reversed()) {
      if (event instanceof TaskUpdated updated) {
        StatusUpdateMessage message =
            StatusUpdateMessage.newBuilder().setUpdate(updated.update()).setPid("a@1").build();
        effects.add(new AgentEffect.SendMessage(MASTER, message));
      }
    }
    effects.addAll(step.effects());
    return new Step<>(step.events(), effects);
  }
}
