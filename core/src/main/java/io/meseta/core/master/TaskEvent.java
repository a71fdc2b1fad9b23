package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What happens to tasks and their executors. */
public sealed interface TaskEvent extends MasterEvent {

  /** The framework this is about. */
  FrameworkId framework();

  /** The master knows a task more: it was launched, or an agent told of it. */
  record TaskAdded(FrameworkId framework, TaskId taskId, Task task) implements TaskEvent {}

  /**
   * A status of the task became known.
   *
   * @param status as it goes to the framework
   * @param latestState the newest state the agent knows; it may be ahead of {@code status}, whose
   *     successors wait for acknowledgements (Mesos reference §11.3)
   * @param forwarded whether the framework had a stream, and so was sent the status
   */
  record TaskUpdated(
      FrameworkId framework,
      TaskId taskId,
      TaskStatus status,
      Optional<TaskState> latestState,
      boolean forwarded)
      implements TaskEvent {}

  /** The task has ended and the framework knows; it is history from now on. */
  record TaskCompleted(FrameworkId framework, TaskId taskId, AgentId agent) implements TaskEvent {}

  /** The task's agent is unreachable; the task may come back with it. */
  record TaskBecameUnreachable(FrameworkId framework, TaskId taskId, AgentId agent)
      implements TaskEvent {}

  /** The framework wants the task dead; should its agent be away, it is told when it is back. */
  record TaskKillRequested(FrameworkId framework, TaskId taskId, AgentId agent)
      implements TaskEvent {}

  /** An agent told of a task that ended under an earlier leader. */
  record TaskArchived(FrameworkId framework, TaskId taskId, Task task) implements TaskEvent {}

  /** The master knows an executor more; its resources are in use from now on. */
  record ExecutorAdded(FrameworkId framework, AgentId agent, ExecutorInfo executor)
      implements TaskEvent {}

  /** The executor is no more; its resources are free. */
  record ExecutorRemoved(FrameworkId framework, AgentId agent, ExecutorId executor, Instant at)
      implements TaskEvent {}
}
