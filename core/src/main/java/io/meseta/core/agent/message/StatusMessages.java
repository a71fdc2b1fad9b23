package io.meseta.core.agent.message;

import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.NestedContainer;
import io.meseta.core.agent.state.NestedPhase;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.time.Instant;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.jspecify.annotations.Nullable;

/** Makes statuses and the updates that carry them. */
public final class StatusMessages {

  private StatusMessages() {}

  /** What the agent has to say about a task. */
  public record Report(
      TaskId task, TaskState state, Reason reason, String message, @Nullable ExecutorId executor) {

    /** A report whose state is decided later. */
    public Report(TaskId task, Reason reason, String message) {
      this(task, TaskState.TASK_FAILED, reason, message, null);
    }

    /** The same with another state. */
    public Report in(TaskState newState) {
      return new Report(task, newState, reason, message, executor);
    }

    /** The same, naming the executor. */
    public Report of(ExecutorId id) {
      return new Report(task, state, reason, message, id);
    }
  }

  /** The report as a status, in the agent's own name. */
  public static TaskStatus fromAgent(Report report, AgentInfo agent, Turn turn) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(Wire.task(report.task()))
            .setState(report.state())
            .setMessage(report.message())
            .setAgentId(agent.getId())
            .setTimestamp(Wire.seconds(turn.now()))
            .setSource(Source.SOURCE_AGENT)
            .setReason(report.reason())
            .setUuid(turn.uuid());
    if (report.executor() != null) {
      status.setExecutorId(Wire.executor(report.executor()));
    }
    return status.build();
  }

  /** A status that the built-in command executor makes; looks as if a process had sent it. */
  public static TaskStatus.Builder fromCommandExecutor(TaskId task, TaskState state, Turn turn) {
    return TaskStatus.newBuilder()
        .setTaskId(Wire.task(task))
        .setState(state)
        .setAgentId(turn.state().info().getId())
        .setTimestamp(Wire.seconds(turn.now()))
        .setExecutorId(Wire.executor(new ExecutorId(task.value())))
        .setSource(Source.SOURCE_EXECUTOR)
        .setUuid(turn.uuid());
  }

  /** A status that the built-in default executor makes of a task in a nested container. */
  public static TaskStatus.Builder fromDefaultExecutor(
      ExecutorState executor, NestedContainer nested, TaskState state, Turn turn) {
    TaskInfo task = nested.task().orElseThrow();
    return TaskStatus.newBuilder()
        .setTaskId(task.getTaskId())
        .setState(state)
        .setAgentId(turn.state().info().getId())
        .setTimestamp(Wire.seconds(turn.now()))
        .setExecutorId(executor.info().getExecutorId())
        .setSource(Source.SOURCE_EXECUTOR)
        .setUuid(turn.uuid())
        .setContainerStatus(ContainerStatus.newBuilder().setContainerId(containerId(nested.id())));
  }

  /** The update that carries a status to the master. */
  public static StatusUpdate update(
      AgentInfo agent, FrameworkId framework, TaskStatus status, Instant now) {
    StatusUpdate.Builder update =
        StatusUpdate.newBuilder()
            .setFrameworkId(Wire.framework(framework))
            .setSlaveId(agent.getId())
            .setStatus(status)
            .setTimestamp(status.hasTimestamp() ? status.getTimestamp() : Wire.seconds(now))
            .setUuid(status.getUuid());
    if (status.hasExecutorId()) {
      update.setExecutorId(status.getExecutorId());
    }
    return update.build();
  }

  /** Adds where the task runs, as far as the executor has not said so. */
  public static TaskStatus withContainer(
      TaskStatus status, ExecutorState executor, String agentIp) {
    ContainerStatus.Builder container = status.getContainerStatus().toBuilder();
    if (container.hasContainerId() && container.getContainerId().hasParent()) {
      return withNestedContainer(status, executor, agentIp);
    }
    if (!container.hasContainerId()) {
      container.setContainerId(containerId(executor.container()));
    }
    if (executor.processId() > 0 && !container.hasExecutorPid()) {
      container.setExecutorPid((int) executor.processId());
    }
    return withAddress(status, container, agentIp);
  }

  /** Of a nested container something is known only while it runs. */
  private static TaskStatus withNestedContainer(
      TaskStatus status, ExecutorState executor, String agentIp) {
    ContainerStatus.Builder container = status.getContainerStatus().toBuilder();
    NestedContainer nested =
        executor.nested().find(containerId(container.getContainerId())).orElse(null);
    if (nested == null || nested.phase() != NestedPhase.RUNNING) {
      return status;
    }
    if (nested.processId() > 0 && !container.hasExecutorPid()) {
      container.setExecutorPid((int) nested.processId());
    }
    return withAddress(status, container, agentIp);
  }

  private static TaskStatus withAddress(
      TaskStatus status, ContainerStatus.Builder container, String agentIp) {
    if (container.getNetworkInfosCount() == 0) {
      container.addNetworkInfos(
          NetworkInfo.newBuilder()
              .addIpAddresses(NetworkInfo.IPAddress.newBuilder().setIpAddress(agentIp)));
    }
    return status.toBuilder().setContainerStatus(container).build();
  }

  /** The container that a message names. */
  public static ContainerId containerId(ContainerID id) {
    return new ContainerId(id.getValue(), id.hasParent() ? containerId(id.getParent()) : null);
  }

  /** The container's id as a message. */
  public static ContainerID containerId(ContainerId id) {
    ContainerID.Builder message = ContainerID.newBuilder().setValue(id.value());
    if (id.parent() != null) {
      message.setParent(containerId(id.parent()));
    }
    return message.build();
  }
}
