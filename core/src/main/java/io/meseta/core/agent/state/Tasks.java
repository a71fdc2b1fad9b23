package io.meseta.core.agent.state;

import io.meseta.core.FrameworkId;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Makes and changes {@link Task}, the short form of a task that is reported and displayed. */
final class Tasks {

  private Tasks() {}

  /** The task as it is before anything is known of it; command tasks have no executor id here. */
  static Task of(TaskInfo info, FrameworkId framework) {
    Task.Builder task =
        Task.newBuilder()
            .setName(info.getName())
            .setTaskId(info.getTaskId())
            .setFrameworkId(FrameworkID.newBuilder().setValue(framework.value()))
            .setAgentId(info.getAgentId())
            .setState(TaskState.TASK_STAGING)
            .addAllResources(info.getResourcesList())
            .putAllLimits(info.getLimitsMap());
    if (info.hasExecutor()) {
      task.setExecutorId(info.getExecutor().getExecutorId());
    }
    if (info.hasLabels()) {
      task.setLabels(info.getLabels());
    }
    if (info.hasDiscovery()) {
      task.setDiscovery(info.getDiscovery());
    }
    if (info.hasContainer()) {
      task.setContainer(info.getContainer());
    }
    if (info.hasHealthCheck()) {
      task.setHealthCheck(info.getHealthCheck());
    }
    if (info.hasKillPolicy()) {
      task.setKillPolicy(info.getKillPolicy());
    }
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
