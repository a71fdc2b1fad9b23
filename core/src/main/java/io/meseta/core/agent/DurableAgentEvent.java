package io.meseta.core.agent;

import com.google.protobuf.ByteString;
import io.meseta.core.ContainerId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.CheckPlan;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * A change that a restarted agent has to know of: what Mesos checkpoints (Mesos reference §12.5),
 * and which tasks were handed over and killed, which in Mesos the command executor remembers.
 *
 * <p>Frameworks that do not checkpoint are journalled like any other, so that a restarted agent
 * knows what to clean up; {@link TransientAgentEvent.RecoveryFinished} gives them up.
 */
public sealed interface DurableAgentEvent extends AgentEvent {

  /** The agent has its id now; {@code info} carries it. */
  record AgentRegistered(AgentInfo info) implements DurableAgentEvent {}

  /** The agent is to become empty. */
  record DrainBegan(DrainConfig config, Instant at) implements DurableAgentEvent {}

  /** The agent has become empty. */
  record DrainEnded() implements DurableAgentEvent {}

  /**
   * A framework came to this agent with its first task.
   *
   * @param pid the address of its driver, or null for one that speaks HTTP
   */
  record FrameworkAdded(FrameworkInfo info, @Nullable Pid pid) implements DurableAgentEvent {}

  /** A framework's description or address changed. */
  record FrameworkUpdated(FrameworkInfo info, @Nullable Pid pid) implements DurableAgentEvent {}

  /** Nothing of the framework is left on this agent. */
  record FrameworkRemoved(FrameworkId framework) implements DurableAgentEvent {}

  /**
   * An executor is to be started in a new container.
   *
   * @param forCommandTask whether the agent made it up for a task that only has a command
   * @param registerBy when it must have subscribed; a recovered executor gets a new deadline
   */
  record ExecutorAdded(
      ContainerId container,
      ExecutorInfo info,
      String sandbox,
      boolean forCommandTask,
      Instant registerBy)
      implements DurableAgentEvent {}

  /** The container of the executor runs. */
  record ExecutorStarted(ContainerId container, long processId) implements DurableAgentEvent {}

  /** The executor is a driver, and reached there also by a restarted agent. */
  record ExecutorAddressed(ContainerId container, Pid driver) implements DurableAgentEvent {}

  /** The container of the executor is no more. */
  record ExecutorTerminated(ContainerId container) implements DurableAgentEvent {}

  /** The executor and all its updates are settled. */
  record ExecutorRemoved(ContainerId container) implements DurableAgentEvent {}

  /** A task waits for its executor. */
  record TaskQueued(ContainerId container, TaskInfo task) implements DurableAgentEvent {}

  /**
   * A queued task goes to its executor.
   *
   * @param completeBy when it must be over, or null if it may run for ever
   */
  record TaskLaunched(ContainerId container, TaskId task, @Nullable Instant completeBy)
      implements DurableAgentEvent {}

  /**
   * Tasks wait for their executor that go to it together.
   *
   * @param tasks at least one
   */
  record TaskGroupQueued(ContainerId container, List<TaskInfo> tasks) implements DurableAgentEvent {
    public TaskGroupQueued {
      tasks = List.copyOf(tasks);
    }
  }

  /** All queued tasks of a group go to their executor. */
  record TaskGroupLaunched(ContainerId container, List<GroupTask> tasks)
      implements DurableAgentEvent {
    public TaskGroupLaunched {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * A task that is launched with others.
   *
   * @param nested the container that the agent makes for it, or null if that is up to the executor
   */
  record GroupTask(TaskId task, @Nullable ContainerId nested) {}

  /**
   * A status update was taken, to be told to the master until it is acknowledged.
   *
   * @param container of the executor that has the task, or null if the task is unknown here
   */
  record TaskUpdated(@Nullable ContainerId container, StatusUpdate update)
      implements DurableAgentEvent {}

  /** The scheduler has seen the oldest update of the task. */
  record UpdateAcknowledged(FrameworkId framework, TaskId task, ByteString uuid)
      implements DurableAgentEvent {}

  /**
   * A container is to be started below that of an executor.
   *
   * @param task what runs in it, or null if the executor knows that
   */
  record NestedContainerAdded(ContainerId container, @Nullable TaskInfo task)
      implements DurableAgentEvent {}

  /**
   * A nested container runs.
   *
   * @param completeBy when its task must be over, or null if it may run for ever
   */
  record NestedContainerStarted(ContainerId container, long processId, @Nullable Instant completeBy)
      implements DurableAgentEvent {}

  /**
   * A nested container is no more.
   *
   * @param failure why it could not be started, or null if it could
   */
  record NestedContainerEnded(ContainerId container, ExitStatus status, @Nullable String failure)
      implements DurableAgentEvent {}

  /** Nobody wants to know of a nested container any more. */
  record NestedContainerRemoved(ContainerId container) implements DurableAgentEvent {}

  /**
   * The process of a command task, or of a task of a pod, was asked to end.
   *
   * @param since when the first such request came
   * @param escalateAt when it is killed
   * @param cause why, of the first such request
   */
  record CommandKilled(ContainerId container, Instant since, Instant escalateAt, KillCause cause)
      implements DurableAgentEvent {}

  /**
   * A task is probed from now on, until it ends.
   *
   * @param where the container of the task
   * @param since when the task started
   */
  record CheckStarted(CheckKey key, ContainerId where, CheckPlan plan, Instant since)
      implements DurableAgentEvent {}

  /** A task is not probed any more, because it is being killed. */
  record CheckPaused(CheckKey key) implements DurableAgentEvent {}

  /**
   * A task is with its executor, or has ended and is not settled; stands in a shortened history for
   * all that led to this.
   *
   * @param completeBy when it must be over, or null if it may run for ever
   */
  record TaskRestored(ContainerId container, Task task, @Nullable Instant completeBy)
      implements DurableAgentEvent {}

  /**
   * A task of an executor that goes on has ended and is settled; stands in a shortened history for
   * all that led to this.
   */
  record CompletedTaskRestored(ContainerId container, Task task) implements DurableAgentEvent {}

  /** Tasks came together to their executor; stands in a shortened history, after these tasks. */
  record TaskGroupRestored(ContainerId container, List<TaskId> tasks) implements DurableAgentEvent {
    public TaskGroupRestored {
      tasks = List.copyOf(tasks);
    }
  }

  /** An update waits to be acknowledged; stands in a shortened history, after its task. */
  record UpdateRestored(StatusUpdate update) implements DurableAgentEvent {}

  // ---- resources -----------------------------------------------------------------------------

  /** An operation changes the agent's resources from now on; its status is PENDING. */
  record OperationTaken(Operation operation) implements DurableAgentEvent {}

  /**
   * An operation is remembered as it is, and changes no resources: it was refused, or stands in a
   * shortened history in which the resources already are what it made of them.
   */
  record OperationKept(Operation operation) implements DurableAgentEvent {}

  /** Something came of the operation; what did not succeed is undone. */
  record OperationEnded(ByteString uuid, OperationStatus status) implements DurableAgentEvent {}

  /** The master knows what came of the operation. */
  record OperationAcknowledged(ByteString uuid) implements DurableAgentEvent {}

  /** These are all reservations and volumes that operations have made on this agent. */
  record ResourcesCheckpointed(List<Resource> resources) implements DurableAgentEvent {
    public ResourcesCheckpointed {
      resources = List.copyOf(resources);
    }
  }
}
