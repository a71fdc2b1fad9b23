package io.meseta.testing.scheduler;

import io.meseta.core.FrameworkId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

/** What a scheduler must not forget when its process dies: its framework's id and its tasks. */
public final class TaskBook {

  private static final Set<TaskState> OVER =
      Set.of(
          TaskState.TASK_FINISHED,
          TaskState.TASK_FAILED,
          TaskState.TASK_KILLED,
          TaskState.TASK_ERROR,
          TaskState.TASK_LOST,
          TaskState.TASK_DROPPED,
          TaskState.TASK_GONE,
          TaskState.TASK_GONE_BY_OPERATOR,
          TaskState.TASK_UNKNOWN);

  private final Map<TaskID, TaskInfo> tasks = new LinkedHashMap<>();
  private final Map<TaskID, TaskState> states = new LinkedHashMap<>();
  private @Nullable FrameworkId framework;

  /** The id that the master gave. */
  public Optional<FrameworkId> framework() {
    return Optional.ofNullable(framework);
  }

  void enter(FrameworkId id) {
    framework = id;
  }

  void launched(TaskInfo task) {
    tasks.put(task.getTaskId(), task);
    states.put(task.getTaskId(), TaskState.TASK_STAGING);
  }

  void updated(TaskStatus status) {
    states.computeIfPresent(status.getTaskId(), (id, old) -> status.getState());
  }

  /** The framework is over; a new one begins with an empty book. */
  void close() {
    framework = null;
    tasks.clear();
    states.clear();
  }

  /** Every task with the state of which the scheduler heard last. */
  public Map<TaskID, TaskState> states() {
    return Map.copyOf(states);
  }

  /** Tasks that may still run, as far as the scheduler knows. */
  public List<TaskInfo> live() {
    List<TaskInfo> live = new ArrayList<>();
    tasks.forEach((id, task) -> {
      if (!OVER.contains(states.get(id))) {
        live.add(task);
      }
    });
    return live;
  }
}
