package io.meseta.agent.metrics;

import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.loop.Snapshots;
import io.meseta.runtime.metrics.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * Everything that can be told from a snapshot of the agent. Each name is there from the start, so
 * that dashboards find it.
 */
public final class AgentMetrics implements MetricSource {

  private static final List<String> KINDS = List.of("cpus", "disk", "gpus", "mem");
  private static final List<TaskState> LIVE =
      List.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_KILLING);
  private static final List<ExecutorPhase> ALIVE =
      List.of(ExecutorPhase.REGISTERING, ExecutorPhase.RUNNING, ExecutorPhase.TERMINATING);
  private static final long PATIENCE_SECONDS = 5;
  private static final double MILLIS_PER_SECOND = 1000;

  private final Snapshots<AgentSnapshot> snapshots;
  private final Instant startTime;

  /** Measures the snapshot of the moment whenever it is asked. */
  public AgentMetrics(Snapshots<AgentSnapshot> snapshots, Instant startTime) {
    this.snapshots = snapshots;
    this.startTime = startTime;
  }

  /** Waits for a snapshot, five seconds at most; without one these metrics are left out. */
  @Override
  public void report(Receiver out) {
    AgentSnapshot agent = snapshots.latest().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    List<AgentSnapshot.Executor> executors =
        agent.frameworks().stream().flatMap(f -> f.executors().stream()).toList();
    out.gauge(
        "slave/uptime_secs",
        Duration.between(startTime, Instant.now()).toMillis() / MILLIS_PER_SECOND);
    out.gauge("slave/registered", agent.registered() ? 1 : 0);
    out.gauge("slave/frameworks_active", agent.frameworks().size());
    counters(out, agent.counters());
    tasks(out, executors);
    executors(out, executors);
    resources(out, agent, executors);
  }

  private static void counters(Receiver out, AgentSnapshot.Counters counters) {
    out.counter("slave/tasks_finished", counters.tasksFinished());
    out.counter("slave/tasks_failed", counters.tasksFailed());
    out.counter("slave/tasks_killed", counters.tasksKilled());
    out.counter("slave/tasks_lost", counters.tasksLost());
    out.counter("slave/tasks_gone", counters.tasksGone());
    out.counter("slave/executors_terminated", counters.executorsTerminated());
    out.counter("slave/executors_preempted", 0); // there is no oversubscription yet
    out.counter("slave/container_launch_errors", counters.containerLaunchErrors());
    out.counter("slave/recovery_errors", 0); // an agent that cannot recover does not run
    out.counter("slave/valid_status_updates", counters.validStatusUpdates());
    out.counter("slave/invalid_status_updates", counters.invalidStatusUpdates());
    out.counter("slave/valid_framework_messages", counters.validFrameworkMessages());
    out.counter("slave/invalid_framework_messages", counters.invalidFrameworkMessages());
  }

  private static void tasks(Receiver out, List<AgentSnapshot.Executor> executors) {
    int queued = executors.stream().mapToInt(e -> e.tasks().queued().size()).sum();
    out.gauge("slave/tasks_staging", queued + count(executors, TaskState.TASK_STAGING));
    for (TaskState state : LIVE) {
      out.gauge(
          "slave/" + state.name().toLowerCase(Locale.ROOT).replace("task_", "tasks_"),
          count(executors, state));
    }
  }

  private static long count(List<AgentSnapshot.Executor> executors, TaskState state) {
    return executors.stream()
        .flatMap(executor -> executor.tasks().launched().stream())
        .map(Task::getState)
        .filter(state::equals)
        .count();
  }

  private static void executors(Receiver out, List<AgentSnapshot.Executor> executors) {
    for (ExecutorPhase phase : ALIVE) {
      out.gauge(
          "slave/executors_" + phase.name().toLowerCase(Locale.ROOT),
          executors.stream().filter(executor -> executor.phase() == phase).count());
    }
  }

  private static void resources(
      Receiver out, AgentSnapshot agent, List<AgentSnapshot.Executor> executors) {
    Resources total = Resources.of(agent.info().getResourcesList());
    List<Resource> allocated = executors.stream().flatMap(e -> e.allocated().stream()).toList();
    Resources used = Resources.of(allocated);
    for (String kind : KINDS) {
      kind(
          out,
          "slave/" + kind,
          total.nonRevocable().scalar(kind),
          used.nonRevocable().scalar(kind));
      kind(
          out,
          "slave/" + kind + "_revocable",
          total.revocable().scalar(kind),
          used.revocable().scalar(kind));
    }
  }

  private static void kind(Receiver out, String name, double total, double used) {
    out.gauge(name + "_total", total);
    out.gauge(name + "_used", used);
    out.gauge(name + "_percent", total == 0 ? 0 : used / total);
  }
}
