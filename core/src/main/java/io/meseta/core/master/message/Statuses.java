package io.meseta.core.master.message;

import io.meseta.core.AgentId;
import io.meseta.core.TaskId;
import java.time.Instant;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;

/** Task statuses that the master makes itself; they have no uuid and are not acknowledged. */
public final class Statuses {

  private Statuses() {}

  /** A status of a task of which nothing but its id is known. */
  public static TaskStatus.Builder of(TaskId task, TaskState state, Instant now) {
    return TaskStatus.newBuilder()
        .setTaskId(Ids.toProtobuf(task))
        .setState(state)
        .setSource(TaskStatus.Source.SOURCE_MASTER)
        .setTimestamp(seconds(now));
  }

  /** A status of a task on an agent. */
  public static TaskStatus.Builder of(TaskId task, AgentId agent, TaskState state, Instant now) {
    return of(task, state, now).setAgentId(Ids.toProtobuf(agent));
  }

  /** A status of a task that the master follows. */
  public static TaskStatus.Builder of(Task task, TaskState state, Instant now) {
    TaskStatus.Builder status = of(Ids.of(task.getTaskId()), Ids.of(task.getAgentId()), state, now);
    if (task.hasExecutorId()) {
      status.setExecutorId(task.getExecutorId());
    }
    return status;
  }

  /** The same with what the last status of the task says of its health and its container. */
  public static TaskStatus.Builder withDetails(TaskStatus.Builder status, Task task) {
    if (task.getStatusesCount() == 0) {
      return status;
    }
    TaskStatus last = task.getStatuses(task.getStatusesCount() - 1);
    if (last.hasHealthy()) {
      status.setHealthy(last.getHealthy());
    }
    if (last.hasCheckStatus()) {
      status.setCheckStatus(last.getCheckStatus());
    }
    if (last.hasContainerStatus()) {
      status.setContainerStatus(last.getContainerStatus());
    }
    return status;
  }

  /** Seconds since the epoch, to the microsecond. */
  public static double seconds(Instant instant) {
    return instant.getEpochSecond() + Math.floorDiv(instant.getNano(), 1000) / 1e6;
  }

  /** A point in time, to the nanosecond. */
  public static TimeInfo time(Instant instant) {
    return TimeInfo.newBuilder()
        .setNanoseconds(instant.getEpochSecond() * 1_000_000_000L + instant.getNano())
        .build();
  }
}
