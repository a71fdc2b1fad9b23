package io.meseta.core.agent.machine;

import io.meseta.core.agent.AgentCommand.ShutDownAgent;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.TransientAgentEvent.AgentTerminating;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.UnregisterSlaveMessage;
import java.util.List;

/** Leaves the cluster with everything that runs here. */
final class Departure {

  private final Turn turn;
  private final AgentState state;

  Departure(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  /** The operator wants it. */
  void leave(String reason) {
    if (state.info().hasId() && state.phase() != AgentPhase.TERMINATING) {
      turn.tellMaster(UnregisterSlaveMessage.newBuilder().setSlaveId(state.info().getId()).build());
    }
    end(reason);
  }

  /** The master wants it, for example because an operator marked this agent as gone. */
  void shutDown(ShutDownAgent command) {
    if (state.follows(command.from())) {
      end("The master asked this agent to shut down: " + command.message());
    }
  }

  private void end(String reason) {
    if (state.phase() == AgentPhase.TERMINATING) {
      return;
    }
    turn.happen(new AgentTerminating());
    if (state.frameworks().isEmpty()) {
      turn.tell(new AgentEffect.Exit(reason, false));
      return;
    }
    Frameworks frameworks = new Frameworks(turn);
    for (FrameworkState framework : List.copyOf(state.frameworks())) {
      frameworks.shutDown(framework);
    }
  }
}
