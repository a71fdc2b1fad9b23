package io.meseta.core.master.agents;

import io.meseta.core.AgentId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedGone;
import io.meseta.core.master.MasterCommand.MarkAgentGone;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Turn;
import java.util.ArrayList;
import java.util.List;

/** An operator says that an agent will never come back (Mesos reference §3.1). */
public final class MarkGoneHandler {

  private MarkGoneHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, MarkAgentGone command) {
    turn.answer(command.request(), mark(turn, command.agent()));
  }

  private static Answer mark(Turn turn, AgentId id) {
    switch (turn.state().membership().stage(id)) {
      case REGISTERED, DISCONNECTED -> {
        Agent agent = turn.state().agent(id).orElseThrow();
        turn.send(agent, AgentMessages.shutdown("Agent has been marked gone"));
        AgentRemoval.markGone(turn, agent);
      }
      case RECOVERED, UNREACHABLE -> {
        endUnreachable(turn, id);
        turn.emit(new AgentMarkedGone(id, turn.now()));
        AgentRemoval.tellFrameworks(turn, id);
      }
      case GONE -> {} // as Mesos: done already is done
      case UNKNOWN, REMOVED -> {
        return new Answer.AgentUnknown(id);
      }
    }
    return new Answer.Done();
  }

  private static void endUnreachable(Turn turn, AgentId id) {
    for (Framework framework : turn.state().frameworks()) {
      List<LiveTask> tasks = new ArrayList<>();
      framework.unreachableTasks().forEach(tasks::add);
      tasks.removeIf(task -> !task.agent().equals(id));
      tasks.forEach(task -> AgentRemoval.endGone(turn, framework, task));
    }
  }
}
