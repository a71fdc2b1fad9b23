package io.meseta.testing.invariant;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.DurableAgentEvent.GroupTask;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskLaunched;
import io.meseta.testing.observe.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tasks of a group go to their executor together, all of them, or not at all. That no group
 * stays half alive follows at rest, when {@link SettledInvariant} finds nothing running.
 */
public final class AtomicGroupInvariant implements Invariant {

  private record Member(ContainerId executor, TaskId task) {}

  private final Map<Member, List<TaskId>> groups = new HashMap<>();

  @Override
  public void observe(Observation observation) {
    if (observation instanceof Observation.Stepped stepped) {
      stepped.step().events().forEach(this::observe);
    }
  }

  private void observe(Object event) {
    switch (event) {
      case TaskGroupQueued queued -> {
        List<TaskId> group =
            queued.tasks().stream().map(task -> new TaskId(task.getTaskId().getValue())).toList();
        group.forEach(task -> groups.put(new Member(queued.container(), task), group));
      }
      case TaskGroupLaunched launched -> {
        List<TaskId> tasks = launched.tasks().stream().map(GroupTask::task).toList();
        List<TaskId> group =
            Objects.requireNonNullElse(
                groups.get(new Member(launched.container(), tasks.get(0))), List.of());
        require(tasks.equals(group), "of the group %s only %s are launched", group, tasks);
      }
      case TaskLaunched launched ->
          require(
              !groups.containsKey(new Member(launched.container(), launched.task())),
              "%s is launched without its group",
              launched.task());
      default -> {} // says nothing of groups
    }
  }
}
