package io.meseta.core.master.agents;

import io.meseta.core.AgentId;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedUnreachable;
import io.meseta.core.master.DurableMasterEvent.AgentsForgotten;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of agents when their time has come (Mesos reference §11.5, §12.8). */
public final class AgentDeadlines {

  private AgentDeadlines() {}

  /** A ping is due: the last one may have been the last one. */
  public static void ping(Turn turn, AgentId id) {
    Agent agent = turn.state().agent(id).orElseThrow();
    int missed = agent.isPingUnanswered() ? agent.missedPings() + 1 : 0;
    if (missed >= turn.config().timing().maxAgentPingTimeouts()) {
      AgentRemoval.markUnreachable(turn, agent, "health check timed out");
    } else {
      RegisterAgentHandler.ping(turn, agent);
    }
  }

  /** An agent did not come back in time, after a change of leader or after its link broke. */
  public static void giveUp(Turn turn, AgentId id) {
    Optional<Agent> agent = turn.state().agent(id);
    if (agent.isPresent()) {
      AgentRemoval.markUnreachable(
          turn, agent.get(), "agent did not reregister after disconnecting");
    } else {
      turn.emit(new AgentMarkedUnreachable(id, turn.now()));
      AgentRemoval.tellFrameworks(turn, id);
    }
  }

  /** Old entries of the registry are dropped. */
  public static void cleanRegistry(Turn turn) {
    List<AgentId> unreachable = outdated(turn, turn.state().membership().unreachable());
    List<AgentId> gone = outdated(turn, turn.state().membership().gone());
    turn.emit(new AgentsForgotten(unreachable, gone, turn.now()));
  }

  /** Entries are in the order of their time. */
  private static List<AgentId> outdated(Turn turn, Map<AgentId, Instant> agents) {
    MasterConfig.RegistryHistory history = turn.config().history().registry();
    Instant oldest = turn.now().minus(history.maxAge());
    int surplus = agents.size() - history.maxAgents();
    List<AgentId> outdated = new ArrayList<>();
    agents.forEach((agent, at) -> {
      if (outdated.size() < surplus || !at.isAfter(oldest)) {
        outdated.add(agent);
      }
    });
    return outdated;
  }
}
