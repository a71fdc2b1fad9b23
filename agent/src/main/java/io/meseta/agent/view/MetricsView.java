package io.meseta.agent.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * {@code /metrics/snapshot}: one flat object of numbers (Mesos reference §4.7). Has the names of
 * Mesos for what this agent has; dashboards find each of them from the start.
 */
public record MetricsView(AgentSnapshot agent, Instant startTime) implements JsonView {

  private static final List<String> KINDS = List.of("cpus", "disk", "gpus", "mem");

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    Map<String, Double> metrics = new TreeMap<>();
    putCounters(metrics);
    putTasks(metrics);
    putExecutors(metrics);
    putResources(metrics);
    metrics.put("slave/registered", agent.registered() ? 1.0 : 0.0);
    metrics.put("slave/frameworks_active", (double) agent.frameworks().size());
    metrics.put(
        "slave/uptime_secs", Duration.between(startTime, Instant.now()).toMillis() / 1000.0);
    SystemMetrics.put(metrics);
    for (var metric : metrics.entrySet()) {
      JsonView.number(out, metric.getKey(), metric.getValue());
    }
  }

  private void putCounters(Map<String, Double> metrics) {
    AgentSnapshot.Counters counters = agent.counters();
    metrics.put("slave/tasks_finished", (double) counters.tasksFinished());
    metrics.put("slave/tasks_failed", (double) counters.tasksFailed());
    metrics.put("slave/tasks_killed", (double) counters.tasksKilled());
    metrics.put("slave/tasks_lost", (double) counters.tasksLost());
    metrics.put("slave/tasks_gone", (double) counters.tasksGone());
    metrics.put("slave/executors_terminated", (double) counters.executorsTerminated());
    metrics.put("slave/container_launch_errors", (double) counters.containerLaunchErrors());
    metrics.put("slave/valid_status_updates", (double) counters.validStatusUpdates());
    metrics.put("slave/invalid_status_updates", (double) counters.invalidStatusUpdates());
    metrics.put("slave/valid_framework_messages", (double) counters.validFrameworkMessages());
    metrics.put("slave/invalid_framework_messages", (double) counters.invalidFrameworkMessages());
  }

  private void putTasks(Map<String, Double> metrics) {
    metrics.put("slave/tasks_staging", count(TaskState.TASK_STAGING) + queued());
    metrics.put("slave/tasks_starting", count(TaskState.TASK_STARTING));
    metrics.put("slave/tasks_running", count(TaskState.TASK_RUNNING));
    metrics.put("slave/tasks_killing", count(TaskState.TASK_KILLING));
  }

  private double count(TaskState state) {
    return executors().stream()
        .flatMap(executor -> executor.tasks().launched().stream())
        .map(Task::getState)
        .filter(state::equals)
        .count();
  }

  private double queued() {
    return executors().stream().mapToInt(executor -> executor.tasks().queued().size()).sum();
  }

  private void putExecutors(Map<String, Double> metrics) {
    for (ExecutorPhase phase :
        List.of(ExecutorPhase.REGISTERING, ExecutorPhase.RUNNING, ExecutorPhase.TERMINATING)) {
      double count = executors().stream().filter(executor -> executor.phase() == phase).count();
      metrics.put("slave/executors_" + phase.name().toLowerCase(java.util.Locale.ROOT), count);
    }
  }

  private void putResources(Map<String, Double> metrics) {
    Resources total = Resources.of(agent.info().getResourcesList());
    List<Resource> allocated =
        executors().stream().flatMap(executor -> executor.allocated().stream()).toList();
    Resources used = Resources.of(allocated);
    for (String kind : KINDS) {
      put(metrics, kind, total.nonRevocable(), used.nonRevocable());
      put(metrics, kind + "_revocable", total.revocable(), used.revocable());
    }
  }

  private static void put(
      Map<String, Double> metrics, String name, Resources total, Resources used) {
    String kind = name.replace("_revocable", "");
    double all = total.scalar(kind);
    metrics.put("slave/" + name + "_total", all);
    metrics.put("slave/" + name + "_used", used.scalar(kind));
    metrics.put("slave/" + name + "_percent", all == 0 ? 0 : used.scalar(kind) / all);
  }

  private List<AgentSnapshot.Executor> executors() {
    return agent.frameworks().stream()
        .flatMap(framework -> framework.executors().stream())
        .toList();
  }
}
