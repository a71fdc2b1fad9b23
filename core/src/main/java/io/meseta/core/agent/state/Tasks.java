package io.meseta.core.agent.state;

import io.meseta.core.FrameworkId;
import io.meseta.core.TaskShapes;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Makes and changes {@link Task}, the short form of a task that is reported and displayed. */
final class Tasks {

  private Tasks() {}

  /** The task as it is before anything is known of it; command tasks have no executor id here. */
  static Task of(TaskInfo info, FrameworkId framework) {
    Task.Builder task = TaskShapes.staging(info, framework);
    if (info.getCommand().hasUser()) {
      task.setUser(info.getCommand().getUser());
    } else if (info.getExecutor().getCommand().hasUser()) {
      task.setUser(info.getExecutor().getCommand().getUser());
    }
    return task.build();
  }

  /** As Mesos: a status of the same state replaces the one before it, so the list stays short. */
  static Task withStatus(Task task, TaskStatus status) {
    Task.Builder updated = task.toBuilder().setState(status.getState());
    int last = task.getStatusesCount() - 1;
    if (last >= 0 && task.getStatuses(last).getState() == status.getState()) {
      updated.removeStatuses(last);
    }
    return updated.addStatuses(status).build();
  }

  static Task withForwarded(Task task, TaskStatus status) {
    return task.toBuilder()
        .setStatusUpdateState(status.getState())
        .setStatusUpdateUuid(status.getUuid())
        .build();
  }
}
