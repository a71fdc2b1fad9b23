package io.meseta.core.master.service;

import io.meseta.core.AgentId;
import io.meseta.core.master.ServiceEvent.DrainFinished;
import io.meseta.core.master.agents.AgentRemoval;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Turn;
import org.apache.mesos.v1.Protos.DrainInfo;

/** Notices that an agent that was to become empty is empty (Mesos reference §12.9). */
public final class Draining {

  private Draining() {}

  /** Called at the end of each turn; costs nothing while nothing is drained. */
  public static void follow(Turn turn) {
    for (AgentId id : turn.state().service().draining()) {
      turn.state()
          .agent(id)
          .filter(Agent::isConnected)
          .filter(Draining::isEmpty)
          .ifPresent(agent -> finish(turn, agent));
    }
  }

  private static boolean isEmpty(Agent agent) {
    return !agent.tasks().iterator().hasNext() && agent.operations().isEmpty();
  }

  private static void finish(Turn turn, Agent agent) {
    DrainInfo info = turn.state().service().drain(agent.id()).orElseThrow();
    turn.emit(new DrainFinished(agent.id()));
    if (info.getConfig().getMarkGone()) {
      turn.send(agent, AgentMessages.shutdown("Agent has been marked gone"));
      AgentRemoval.markGone(turn, agent);
    }
  }
}
