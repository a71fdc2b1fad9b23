package io.meseta.core.master.tasks;

import io.meseta.core.master.TaskEvent.TaskCompleted;
import io.meseta.core.master.TaskEvent.TaskUpdated;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Turn;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Ends tasks in the master's own name, and tells their frameworks. */
public final class TaskReports {

  private TaskReports() {}

  /** A task that is not launched: nobody but the framework ever hears of it. */
  public static void refuse(Turn turn, Framework framework, TaskInfo task, Refusal refusal) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(task.getTaskId())
            .setAgentId(task.getAgentId())
            .setState(refusal.state())
            .setSource(TaskStatus.Source.SOURCE_MASTER)
            .setReason(refusal.reason())
            .setMessage(refusal.message())
            .setTimestamp(Statuses.seconds(turn.now()));
    turn.send(framework, SchedulerEvents.update(status.build()));
  }

  /** Why a task is not launched. */
  public record Refusal(TaskState state, TaskStatus.Reason reason, String message) {}

  /** Makes the status the task's last, tells the framework, and makes the task history. */
  public static void end(Turn turn, Framework framework, LiveTask task, TaskStatus status) {
    update(turn, framework, task, status);
    turn.emit(new TaskCompleted(framework.id(), task.id(), task.agent()));
  }

  /** Makes the status the task's last and tells the framework. */
  public static void update(Turn turn, Framework framework, LiveTask task, TaskStatus status) {
    turn.emit(
        new TaskUpdated(
            framework.id(), task.id(), status, Optional.empty(), framework.isConnected()));
    turn.send(framework, SchedulerEvents.update(status));
  }
}
