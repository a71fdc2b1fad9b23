package io.meseta.core.agent.state;

import io.meseta.core.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which tasks of an executor came together, and live and die together. */
final class TaskGroups {

  private final List<List<TaskId>> groups = new ArrayList<>();

  void add(Collection<TaskId> tasks) {
    groups.add(List.copyOf(tasks));
  }

  /** The tasks that came with this one, itself among them. */
  Optional<List<TaskId>> of(TaskId task) {
    return groups.stream().filter(group -> group.contains(task)).findFirst();
  }

  List<List<TaskId>> all() {
    return List.copyOf(groups);
  }

  void remove(List<TaskId> group) {
    groups.remove(group);
  }

  void clear() {
    groups.clear();
  }
}
