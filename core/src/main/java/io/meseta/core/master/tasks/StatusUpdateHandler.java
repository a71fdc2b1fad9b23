package io.meseta.core.master.tasks;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand.AgentStatusUpdate;
import io.meseta.core.master.TaskEvent.TaskCompleted;
import io.meseta.core.master.TaskEvent.TaskUpdated;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.TaskTransitions;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * An agent forwards a status update: the framework gets it, and the task's newest state counts at
 * once, even if the framework has not acknowledged earlier updates (Mesos reference §11.3).
 */
public final class StatusUpdateHandler {

  private StatusUpdateHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, AgentStatusUpdate command) {
    StatusUpdate update = command.message().getUpdate();
    AgentId agentId = Ids.of(update.getSlaveId());
    Optional<Agent> agent =
        turn.state().agent(agentId).filter(known -> isFrom(command.from(), known));
    if (agent.isEmpty()) {
      return; // unknown, removed or unreachable: it has to report back first
    }
    FrameworkId frameworkId = Ids.of(update.getFrameworkId());
    Optional<Framework> framework = turn.state().framework(frameworkId);
    if (framework.isEmpty()) {
      return; // the agent was told to shut the framework down
    }
    TaskStatus status = statusOf(command.message());
    Optional<LiveTask> task = agent.get().task(frameworkId, Ids.of(status.getTaskId()));
    if (task.filter(known -> known.isPast(status)).isPresent()) {
      return; // a repetition that was overtaken on its way; the framework has acknowledged it
    }
    turn.send(framework.get(), SchedulerEvents.update(status), command.message());
    task.ifPresent(known -> remember(turn, framework.get(), known, update, status));
  }

  private static boolean isFrom(Pid from, Agent agent) {
    return agent.pid().equals(from);
  }

  private static void remember(
      Turn turn, Framework framework, LiveTask task, StatusUpdate update, TaskStatus status) {
    Optional<TaskState> latest =
        update.hasLatestState() ? Optional.of(update.getLatestState()) : Optional.empty();
    turn.emit(new TaskUpdated(framework.id(), task.id(), status, latest, framework.isConnected()));
    if (!status.hasUuid() && TaskTransitions.isTerminal(task.state())) {
      turn.emit(new TaskCompleted(framework.id(), task.id(), task.agent())); // no one acknowledges
    }
  }

  /** The status as frameworks see it: with a uuid if, and only if, it must be acknowledged. */
  private static TaskStatus statusOf(StatusUpdateMessage message) {
    StatusUpdate update = message.getUpdate();
    TaskStatus.Builder status = update.getStatus().toBuilder();
    status.setTimestamp(update.getTimestamp());
    if (update.hasSlaveId()) {
      status.setAgentId(update.getSlaveId());
    }
    if (update.hasExecutorId()) {
      status.setExecutorId(update.getExecutorId());
    }
    boolean acknowledged = !update.getUuid().isEmpty() && !message.getPid().isEmpty();
    return acknowledged ? status.setUuid(update.getUuid()).build() : status.clearUuid().build();
  }
}
