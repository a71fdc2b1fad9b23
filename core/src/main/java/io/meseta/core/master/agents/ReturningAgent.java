package io.meseta.core.master.agents;

import io.meseta.core.master.TaskEvent.TaskAdded;
import io.meseta.core.master.TaskEvent.TaskArchived;
import io.meseta.core.master.TaskEvent.TaskCompleted;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.AgentStage;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.TaskTransitions;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskReports;
import io.meseta.protocol.internal.Messages.Archive;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * An agent of which this leader has no tasks: one from the registry, one that was unreachable, or
 * one nobody has heard of. All it reports is taken in, and frameworks that had been told that their
 * tasks are lost are told how they are (Mesos reference §11.5).
 */
final class ReturningAgent {

  private ReturningAgent() {}

  static void restore(Turn turn, Agent agent, AgentStage before, ReregisterSlaveMessage message) {
    List<FrameworkInfo> told = new ArrayList<>(message.getFrameworksList());
    told.removeIf(info -> ReportedTasks.isNew(turn, info)); // there the agent knows more than we do
    ReportedTasks.recoverFrameworks(turn, message.getFrameworksList());
    for (ExecutorInfo executor : message.getExecutorInfosList()) {
      turn.state()
          .framework(Ids.of(executor.getFrameworkId()))
          .filter(f -> !agent.hasExecutor(f.id(), Ids.of(executor.getExecutorId())))
          .ifPresent(framework -> ReportedTasks.add(turn, framework, agent, executor));
    }
    for (Task task : message.getTasksList()) {
      turn.state()
          .framework(Ids.of(task.getFrameworkId()))
          .ifPresent(framework -> restore(turn, framework, agent, task, before));
    }
    settleMissing(turn, agent);
    message.getCompletedFrameworksList().forEach(archive -> archive(turn, archive));
    turn.send(
        agent,
        AgentMessages.reregistered(
            agent.id(), MissingTasks.ask(turn, agent, message.getTasksList()), turn.config()));
    ReportedTasks.updateFrameworks(turn, agent, told);
  }

  private static void restore(
      Turn turn, Framework framework, Agent agent, Task task, AgentStage before) {
    Optional<LiveTask> namesake = framework.task(Ids.of(task.getTaskId()));
    if (namesake.isPresent()) {
      killDouble(turn, namesake.get(), agent);
      return;
    }
    ReportedTasks.add(turn, framework, task);
    if (before == AgentStage.RECOVERED) {
      return; // frameworks reconcile by themselves with a new leader
    }
    String message =
        before == AgentStage.UNREACHABLE
            ? "Unreachable agent re-reregistered"
            : "Unknown agent reregistered";
    tell(turn, framework, task, message);
  }

  /** Tells a framework that a task it had to give up is there after all. */
  static void tell(Turn turn, Framework framework, Task task, String message) {
    TaskStatus.Builder status =
        Statuses.of(task, task.getState(), turn.now())
            .setReason(TaskStatus.Reason.REASON_AGENT_REREGISTERED)
            .setMessage(message);
    turn.send(framework, SchedulerEvents.update(Statuses.withDetails(status, task).build()));
  }

  /**
   * The framework has given the name to another task, on another agent, while nobody knew of this
   * one. Mesos aborts; here the younger one stays.
   */
  private static void killDouble(Turn turn, LiveTask namesake, Agent agent) {
    if (!namesake.agent().equals(agent.id())) {
      turn.send(agent, AgentMessages.kill(namesake.framework(), namesake.id()).build());
    }
  }

  /**
   * What is to be done about tasks that were unreachable and did not come back with their agent.
   */
  private static void settleMissing(Turn turn, Agent agent) {
    for (Framework framework : turn.state().frameworks()) {
      List<LiveTask> missing = new ArrayList<>();
      framework.unreachableTasks().forEach(missing::add);
      missing.removeIf(task -> !task.agent().equals(agent.id()));
      for (LiveTask task : missing) {
        if (task.wasHeardOf()) {
          endMissing(turn, framework, task);
        } else {
          turn.emit(new TaskAdded(framework.id(), task.id(), asLaunched(task)));
        }
      }
    }
  }

  /**
   * Nobody has ever heard of it: the order to run it may still be on its way, and so the task
   * counts until the agent has answered for it. Mesos forgets it, and does not count it when it
   * runs.
   */
  private static Task asLaunched(LiveTask task) {
    return task.toProtobuf().toBuilder().setState(TaskState.TASK_STAGING).build();
  }

  /** Mesos forgets it without a word; a framework that knows of partitions is told here. */
  private static void endMissing(Turn turn, Framework framework, LiveTask task) {
    if (TaskTransitions.isTerminal(task.state())) {
      turn.emit(new TaskCompleted(framework.id(), task.id(), task.agent())); // told it is lost
      return;
    }
    TaskStatus status =
        Statuses.of(task.toProtobuf(), TaskState.TASK_GONE, turn.now())
            .setReason(TaskStatus.Reason.REASON_RECONCILIATION)
            .setMessage("Reconciliation: Task is unknown to the agent")
            .build();
    TaskReports.end(turn, framework, task, status);
  }

  private static void archive(Turn turn, Archive.Framework archive) {
    Optional<Framework> framework =
        turn.state().framework(Ids.of(archive.getFrameworkInfo().getId()));
    for (Task task : archive.getTasksList()) {
      framework.ifPresent(
          known -> turn.emit(new TaskArchived(known.id(), Ids.of(task.getTaskId()), task)));
    }
  }
}
