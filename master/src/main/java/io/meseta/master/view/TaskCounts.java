package io.meseta.master.view;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;

/** How many tasks of one agent (or framework) are in each state, and on whose behalf (or where). */
final class TaskCounts {

  private final Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
  private final Set<String> others = new TreeSet<>();

  void count(Task task, String other) {
    counts.merge(task.getState(), 1, Integer::sum);
    others.add(other);
  }

  int of(TaskState state) {
    return counts.getOrDefault(state, 0);
  }

  Set<String> others() {
    return others;
  }
}
