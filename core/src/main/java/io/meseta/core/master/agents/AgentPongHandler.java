package io.meseta.core.master.agents;

import io.meseta.core.master.AgentEvent.AgentPonged;
import io.meseta.core.master.MasterCommand.AgentPong;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Turn;

/** An agent is alive. */
public final class AgentPongHandler {

  private AgentPongHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, AgentPong command) {
    turn.state()
        .agent(command.from())
        .filter(Agent::isPingUnanswered)
        .ifPresent(agent -> turn.emit(new AgentPonged(agent.id())));
  }
}
