package io.meseta.core.master.agents;

import io.meseta.core.master.MasterCommand.UnregisterAgent;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Turn;

/** An agent leaves for good. */
public final class UnregisterAgentHandler {

  private UnregisterAgentHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, UnregisterAgent command) {
    turn.state()
        .agent(Ids.of(command.message().getSlaveId()))
        .filter(agent -> agent.pid().equals(command.from()))
        .ifPresent(agent -> AgentRemoval.remove(turn, agent, "the agent unregistered"));
  }
}
