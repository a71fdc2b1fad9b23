package io.meseta.agent.view;

import io.meseta.core.agent.AgentSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/** The limits of an executor's container: those of its tasks, and what else runs in it. */
final class ContainerLimits {

  private record Task(List<Resource> resources, Map<String, Value.Scalar> limits) {}

  private ContainerLimits() {}

  /** Of {@code cpus} and {@code mem}, where any of the executor's live tasks has such a limit. */
  static Map<String, Double> of(AgentSnapshot.Executor executor) {
    List<Task> tasks = new ArrayList<>();
    executor
        .tasks()
        .queued()
        .forEach(task -> tasks.add(new Task(task.getResourcesList(), task.getLimitsMap())));
    executor
        .tasks()
        .launched()
        .forEach(task -> tasks.add(new Task(task.getResourcesList(), task.getLimitsMap())));
    List<Resource> own = executor.info().getResourcesList();
    Map<String, Double> limits = new HashMap<>();
    if (unlimited(tasks, "cpus") == 0) { // as Mesos: or those would be throttled with the others
      add(limits, "cpus", tasks, own);
    }
    add(limits, "mem", tasks, own);
    return limits;
  }

  private static void add(
      Map<String, Double> limits, String name, List<Task> tasks, List<Resource> own) {
    if (tasks.stream().anyMatch(task -> task.limits().containsKey(name))) {
      double limited =
          tasks.stream()
              .flatMap(task -> task.limits().entrySet().stream())
              .filter(limit -> limit.getKey().equals(name))
              .mapToDouble(limit -> limit.getValue().getValue())
              .sum();
      limits.put(name, limited + unlimited(tasks, name) + requested(own, name));
    }
  }

  /** What tasks without such a limit ask for. */
  private static double unlimited(List<Task> tasks, String name) {
    return tasks.stream()
        .filter(task -> !task.limits().containsKey(name))
        .mapToDouble(task -> requested(task.resources(), name))
        .sum();
  }

  private static double requested(List<Resource> resources, String name) {
    return resources.stream()
        .filter(resource -> resource.getName().equals(name))
        .mapToDouble(resource -> resource.getScalar().getValue())
        .sum();
  }
}
