package io.meseta.master.metrics;

import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.runtime.metrics.MetricSource.Receiver;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * What can be measured of each framework in a snapshot ({@code --publish_per_framework_metrics}).
 */
final class FrameworkGauges {

  private static final List<TaskState> ACTIVE =
      List.of(
          TaskState.TASK_STAGING,
          TaskState.TASK_STARTING,
          TaskState.TASK_RUNNING,
          TaskState.TASK_KILLING,
          TaskState.TASK_UNREACHABLE,
          TaskState.TASK_UNKNOWN);

  private FrameworkGauges() {}

  static void report(Receiver out, MasterSnapshot master) {
    master.frameworks().forEach(framework -> report(out, framework));
    master.completedFrameworks().forEach(framework -> report(out, framework));
  }

  private static void report(Receiver out, FrameworkSnapshot framework) {
    String prefix = FrameworkCounters.prefix(framework.info().getName(), framework.id());
    out.gauge(prefix + "subscribed", framework.connected() ? 1 : 0);
    for (String role : framework.roles()) {
      out.gauge(
          prefix + "roles/" + role + "/suppressed",
          framework.suppressedRoles().contains(role) ? 1 : 0);
    }
    Map<TaskState, Integer> active = new EnumMap<>(TaskState.class);
    for (Task task : framework.tasks()) {
      active.merge(task.getState(), 1, Integer::sum);
    }
    active.put(TaskState.TASK_UNREACHABLE, framework.unreachableTasks().size());
    for (TaskState state : ACTIVE) {
      out.gauge(
          prefix + "tasks/active/" + state.name().toLowerCase(Locale.ROOT),
          active.getOrDefault(state, 0));
    }
  }
}
