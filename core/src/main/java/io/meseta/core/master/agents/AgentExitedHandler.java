package io.meseta.core.master.agents;

import io.meseta.core.FrameworkId;
import io.meseta.core.master.AgentEvent.AgentDisconnected;
import io.meseta.core.master.MasterCommand.AgentExited;
import io.meseta.core.master.TaskEvent.ExecutorRemoved;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskReports;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * The link to an agent broke: nothing is offered of it any more, and tasks of frameworks that do
 * not checkpoint are lost, since they end with the agent (Mesos reference §11.5).
 */
public final class AgentExitedHandler {

  private AgentExitedHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, AgentExited command) {
    turn.state()
        .agent(command.pid())
        .filter(Agent::isConnected)
        .ifPresent(agent -> disconnect(turn, agent));
  }

  private static void disconnect(Turn turn, Agent agent) {
    turn.emit(new AgentDisconnected(agent.id(), turn.now()));
    OfferRemoval.rescindAll(turn, agent);
    for (FrameworkId id : agent.frameworks()) {
      Framework framework = turn.state().framework(id).orElseThrow();
      if (!framework.info().getCheckpoint()) {
        lose(turn, agent, framework);
      }
    }
  }

  private static void lose(Turn turn, Agent agent, Framework framework) {
    List<LiveTask> tasks = new ArrayList<>();
    agent.tasks().forEach(tasks::add);
    tasks.removeIf(task -> !task.framework().equals(framework.id()));
    for (LiveTask task : tasks) {
      TaskStatus status =
          Statuses.of(
                  task.toProtobuf(), AgentRemoval.lastState(task, TaskState.TASK_LOST), turn.now())
              .setReason(Reason.REASON_AGENT_DISCONNECTED)
              .setMessage("Agent " + agent.info().getHostname() + " disconnected")
              .build();
      TaskReports.end(turn, framework, task, status);
    }
    for (Agent.ExecutorKey key : List.copyOf(agent.executors().keySet())) {
      if (key.framework().equals(framework.id())) {
        turn.emit(new ExecutorRemoved(framework.id(), agent.id(), key.executor(), turn.now()));
      }
    }
  }
}
