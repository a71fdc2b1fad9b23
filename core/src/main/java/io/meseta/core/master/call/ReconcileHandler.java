package io.meseta.core.master.call;

import io.meseta.core.AgentId;
import io.meseta.core.TaskId;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.state.AgentStage;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Membership;
import io.meseta.core.master.state.Turn;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** RECONCILE: says what the master knows of tasks (Mesos reference §11.4). */
final class ReconcileHandler {

  private ReconcileHandler() {}

  static void handle(Turn turn, Framework framework, Call.Reconcile body) {
    if (body.getTasksCount() == 0) {
      framework.tasks().forEach(task -> send(turn, framework, known(task, turn)));
    }
    for (Call.Reconcile.Task task : body.getTasksList()) {
      answer(turn, framework, task).ifPresent(status -> send(turn, framework, status));
    }
  }

  private static void send(Turn turn, Framework framework, TaskStatus status) {
    turn.send(framework, SchedulerEvents.update(status));
  }

  /** The six rules; the first that applies, counts. */
  private static Optional<TaskStatus> answer(
      Turn turn, Framework framework, Call.Reconcile.Task asked) {
    Optional<LiveTask> task = framework.task(Ids.of(asked.getTaskId()));
    if (task.isPresent()) {
      return Optional.of(known(task.get(), turn));
    }
    Membership membership = turn.state().membership();
    if (!asked.hasAgentId()) {
      return membership.hasRecovered()
          ? Optional.empty()
          : Optional.of(unknown(turn, framework, asked, Verdict.UNKNOWN));
    }
    AgentId agent = Ids.of(asked.getAgentId());
    AgentStage stage = membership.stage(agent);
    return switch (stage) {
      case RECOVERED -> Optional.empty();
      case REGISTERED, DISCONNECTED ->
          Optional.of(unknown(turn, framework, asked, Verdict.NOT_ON_AGENT));
      case UNREACHABLE -> Optional.of(unreachable(turn, framework, asked, agent));
      case GONE -> Optional.of(unknown(turn, framework, asked, Verdict.GONE));
      case UNKNOWN, REMOVED -> Optional.of(unknown(turn, framework, asked, Verdict.UNKNOWN));
    };
  }

  private enum Verdict {
    NOT_ON_AGENT(TaskState.TASK_GONE, "Task is unknown to the agent"),
    UNREACHABLE(TaskState.TASK_UNREACHABLE, "Task is unreachable"),
    GONE(TaskState.TASK_GONE_BY_OPERATOR, "Task is gone"),
    UNKNOWN(TaskState.TASK_UNKNOWN, "Task is unknown");

    private final TaskState state;
    private final String text;

    Verdict(TaskState state, String text) {
      this.state = state;
      this.text = text;
    }
  }

  private static TaskStatus known(LiveTask task, Turn turn) {
    TaskStatus.Builder status =
        Statuses.of(task.toProtobuf(), task.reconciliationState(), turn.now())
            .setReason(TaskStatus.Reason.REASON_RECONCILIATION)
            .setMessage("Reconciliation: Latest task state");
    return Statuses.withDetails(status, task.toProtobuf()).build();
  }

  private static TaskStatus unreachable(
      Turn turn, Framework framework, Call.Reconcile.Task asked, AgentId agent) {
    return unknown(turn, framework, asked, Verdict.UNREACHABLE).toBuilder()
        .setUnreachableTime(
            Statuses.time(turn.state().membership().unreachable().getOrDefault(agent, turn.now())))
        .build();
  }

  private static TaskStatus unknown(
      Turn turn, Framework framework, Call.Reconcile.Task asked, Verdict verdict) {
    TaskId id = Ids.of(asked.getTaskId());
    TaskState state =
        framework.has(Capability.Type.PARTITION_AWARE) ? verdict.state : TaskState.TASK_LOST;
    TaskStatus.Builder status =
        Statuses.of(id, state, turn.now())
            .setReason(TaskStatus.Reason.REASON_RECONCILIATION)
            .setMessage("Reconciliation: " + verdict.text);
    return asked.hasAgentId() ? status.setAgentId(asked.getAgentId()).build() : status.build();
  }
}
