package io.meseta.core.agent.state;

import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.state.TaskTransition.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** The tasks of one executor, by stage. */
public final class ExecutorTasks {

  private final FrameworkId framework;
  private final int maxCompleted;
  private final Map<TaskId, TaskInfo> queued = new LinkedHashMap<>();
  private final Map<TaskId, Task> launched = new LinkedHashMap<>();
  private final Map<TaskId, Task> terminated = new LinkedHashMap<>();
  private final Deque<Task> completed = new ArrayDeque<>();
  private final TaskGroups groups = new TaskGroups();

  ExecutorTasks(FrameworkId framework, int maxCompleted) {
    this.framework = framework;
    this.maxCompleted = maxCompleted;
  }

  /** Those that wait for the executor, in the order in which they came. */
  public Map<TaskId, TaskInfo> queued() {
    return Collections.unmodifiableMap(queued);
  }

  /** Those that are with the executor. */
  public Map<TaskId, Task> launched() {
    return Collections.unmodifiableMap(launched);
  }

  /** Those that have ended and are not settled. */
  public Map<TaskId, Task> terminated() {
    return Collections.unmodifiableMap(terminated);
  }

  /** Those that have ended and are settled, the oldest first; only so many are remembered. */
  public List<Task> completed() {
    return List.copyOf(completed);
  }

  /**
   * Whether the executor has ever been given a task (MESOS-8411). As Mesos: of a task that never
   * came to its executor only the agent has anything to say.
   */
  public boolean reachedExecutor() {
    return !launched.isEmpty()
        || terminated.values().stream().anyMatch(ExecutorTasks::toldByExecutor)
        || completed.stream().anyMatch(ExecutorTasks::toldByExecutor);
  }

  private static boolean toldByExecutor(Task task) {
    return task.getStatusesList().stream()
        .anyMatch(status -> status.getSource() == TaskStatus.Source.SOURCE_EXECUTOR);
  }

  /** Whether any task waits, runs, or has updates that nobody acknowledged. */
  public boolean incomplete() {
    return !queued.isEmpty() || !launched.isEmpty() || !terminated.isEmpty();
  }

  /** The stage of a task, if this executor has it and it is not completed. */
  public Optional<TaskStage> stage(TaskId task) {
    if (queued.containsKey(task)) {
      return Optional.of(TaskStage.QUEUED);
    }
    if (launched.containsKey(task)) {
      return Optional.of(TaskStage.LAUNCHED);
    }
    return terminated.containsKey(task) ? Optional.of(TaskStage.TERMINATED) : Optional.empty();
  }

  /** The newest state of a launched or terminated task. */
  public Optional<TaskState> latestState(TaskId task) {
    Task known = launched.getOrDefault(task, terminated.get(task));
    return Optional.ofNullable(known).map(Task::getState);
  }

  /** The tasks that came together with this one, itself among them, in their order. */
  public Optional<List<TaskId>> groupOf(TaskId task) {
    return groups.of(task);
  }

  /** All groups of which anything waits or runs. */
  public List<List<TaskId>> groups() {
    return groups.all();
  }

  /** The newest status of a launched or terminated task, if it has one. */
  public Optional<TaskStatus> latestStatus(TaskId task) {
    Task known = launched.getOrDefault(task, terminated.get(task));
    return Optional.ofNullable(known)
        .filter(found -> found.getStatusesCount() > 0)
        .map(found -> found.getStatuses(found.getStatusesCount() - 1));
  }

  /** Every task that the master has to hear of when the agent registers again. */
  public List<Task> reportable() {
    List<Task> all = new ArrayList<>(launched.values());
    all.addAll(terminated.values());
    queued.values().forEach(task -> all.add(Tasks.of(task, framework)));
    return all;
  }

  AgentSnapshot.Tasks snapshot() {
    return new AgentSnapshot.Tasks(
        List.copyOf(queued.values()),
        List.copyOf(launched.values()),
        List.copyOf(terminated.values()),
        List.copyOf(completed));
  }

  void queue(TaskInfo task) {
    queued.put(new TaskId(task.getTaskId().getValue()), task);
  }

  void queueGroup(List<TaskInfo> tasks) {
    tasks.forEach(this::queue);
    groups.add(tasks.stream().map(task -> new TaskId(task.getTaskId().getValue())).toList());
  }

  void restoreGroup(List<TaskId> tasks) {
    groups.add(tasks);
  }

  void launch(TaskId id) {
    move(id, Trigger.LAUNCH);
    launched.put(id, dequeue(id));
  }

  private Task dequeue(TaskId id) {
    return Tasks.of(Objects.requireNonNull(queued.remove(id)), framework);
  }

  void restore(Task task) {
    Map<TaskId, Task> stage = TaskStates.isTerminal(task.getState()) ? terminated : launched;
    stage.put(new TaskId(task.getTaskId().getValue()), task);
  }

  void restoreCompleted(Task task) {
    complete(task);
  }

  void update(TaskStatus status) {
    TaskId id = new TaskId(status.getTaskId().getValue());
    boolean terminal = TaskStates.isTerminal(status.getState());
    TaskStage from = stage(id).orElseThrow();
    TaskStage to = move(id, terminal ? Trigger.TERMINAL_UPDATE : Trigger.UPDATE);
    Task task = from == TaskStage.QUEUED ? dequeue(id) : Objects.requireNonNull(launched.get(id));
    if (to == TaskStage.TERMINATED) {
      launched.remove(id);
      terminated.put(id, Tasks.withStatus(task, status));
      forgetEndedGroup(id);
    } else {
      launched.put(id, Tasks.withStatus(task, status));
    }
  }

  private void forgetEndedGroup(TaskId member) {
    groups
        .of(member)
        .filter(group ->
            group.stream()
                .noneMatch(task -> queued.containsKey(task) || launched.containsKey(task)))
        .ifPresent(groups::remove);
  }

  /** Notes which update was sent last; masters that fail over ask for it. */
  void forwarded(TaskId id, TaskStatus status) {
    launched.computeIfPresent(id, (key, task) -> Tasks.withForwarded(task, status));
    terminated.computeIfPresent(id, (key, task) -> Tasks.withForwarded(task, status));
  }

  void settle(TaskId id) {
    Task task = terminated.get(id);
    if (task != null) {
      move(id, Trigger.TERMINAL_ACKNOWLEDGEMENT);
      terminated.remove(id);
      complete(task);
    }
  }

  /** Ends the stories of all tasks of an executor that is removed. */
  void abandon() {
    queued.values().forEach(task -> complete(Tasks.of(task, framework)));
    launched.values().forEach(this::complete);
    terminated.values().forEach(this::complete);
    queued.clear();
    launched.clear();
    terminated.clear();
    groups.clear();
  }

  private TaskStage move(TaskId id, Trigger trigger) {
    TaskStage from =
        stage(id).orElseThrow(() -> new IllegalStateException("no task " + id + " here"));
    return TaskTransition.of(from, trigger).to();
  }

  private void complete(Task task) {
    completed.add(task);
    if (completed.size() > maxCompleted) {
      completed.remove();
    }
  }
}
