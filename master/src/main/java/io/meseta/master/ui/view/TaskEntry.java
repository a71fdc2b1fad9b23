package io.meseta.master.ui.view;

import io.meseta.core.master.snapshot.FrameworkSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * A task and what the page says beside it.
 *
 * @param framework whose task it is
 * @param host name of its agent, or empty if that is not known any more
 * @param task as the master knows it, with its statuses, oldest first
 * @param isUnreachable whether its agent does not answer
 */
record TaskEntry(FrameworkSnapshot framework, String host, Task task, boolean isUnreachable) {

  private static final Set<TaskState> TERMINAL =
      Set.of(
          TaskState.TASK_FINISHED,
          TaskState.TASK_FAILED,
          TaskState.TASK_KILLED,
          TaskState.TASK_ERROR,
          TaskState.TASK_LOST,
          TaskState.TASK_DROPPED,
          TaskState.TASK_GONE,
          TaskState.TASK_GONE_BY_OPERATOR);

  private static final Set<TaskState> BAD =
      Set.of(
          TaskState.TASK_FAILED,
          TaskState.TASK_ERROR,
          TaskState.TASK_LOST,
          TaskState.TASK_DROPPED,
          TaskState.TASK_GONE);

  /** All tasks of a framework that the master remembers. */
  static Stream<TaskEntry> of(FrameworkSnapshot framework, Cluster cluster) {
    Stream<TaskEntry> reachable =
        Stream.of(framework.tasks(), framework.completedTasks())
            .flatMap(List::stream)
            .map(task -> of(framework, cluster, task, false));
    Stream<TaskEntry> unreachable =
        framework.unreachableTasks().stream().map(task -> of(framework, cluster, task, true));
    return Stream.concat(reachable, unreachable);
  }

  private static TaskEntry of(
      FrameworkSnapshot framework, Cluster cluster, Task task, boolean isUnreachable) {
    return new TaskEntry(
        framework, cluster.host(task.getAgentId().getValue()), task, isUnreachable);
  }

  String id() {
    return task.getTaskId().getValue();
  }

  String agent() {
    return task.getAgentId().getValue();
  }

  /** The executor's id, which for a task with a command is the task's own. */
  String executor() {
    return task.getExecutorId().getValue().isEmpty() ? id() : task.getExecutorId().getValue();
  }

  boolean isTerminal() {
    return TERMINAL.contains(task.getState());
  }

  boolean isActive() {
    return !isTerminal() && !isUnreachable;
  }

  /** Whether somebody should look at how it ended. */
  boolean wentWrong() {
    return BAD.contains(task.getState());
  }

  Optional<TaskStatus> lastStatus() {
    List<TaskStatus> statuses = task.getStatusesList();
    return statuses.isEmpty() ? Optional.empty() : Optional.of(statuses.getLast());
  }

  /** When it ran, or if it never did, when something was heard of it first. */
  Optional<Instant> startedAt() {
    return firstTime(TaskState.TASK_RUNNING).or(() -> statusTime(task.getStatusesList().stream()));
  }

  Optional<Instant> updatedAt() {
    return statusTime(lastStatus().stream());
  }

  Optional<Instant> finishedAt() {
    return isTerminal() ? firstTime(task.getState()).or(this::updatedAt) : Optional.empty();
  }

  private Optional<Instant> firstTime(TaskState state) {
    return statusTime(task.getStatusesList().stream().filter(status -> status.getState() == state));
  }

  private static Optional<Instant> statusTime(Stream<TaskStatus> statuses) {
    return statuses.findFirst().flatMap(status -> UiJson.instant(status.getTimestamp()));
  }

  /** The newest container that a status told of. */
  Optional<ContainerID> container() {
    return task.getStatusesList().reversed().stream()
        .filter(status -> status.getContainerStatus().hasContainerId())
        .map(status -> status.getContainerStatus().getContainerId())
        .findFirst();
  }

  /** Virtual path of its sandbox on the agent (Mesos reference §4.5); empty if it never had one. */
  Optional<String> sandbox() {
    if (host.isEmpty() || task.getState() == TaskState.TASK_ERROR) {
      return Optional.empty();
    }
    String run =
        "/frameworks/" + framework.id().value() + "/executors/" + executor() + "/runs/latest";
    return Optional.of(run + container().map(TaskEntry::nestedPath).orElse(""));
  }

  private static String nestedPath(ContainerID container) {
    return container.hasParent()
        ? nestedPath(container.getParent()) + "/containers/" + container.getValue()
        : "";
  }
}
