package io.meseta.master.metrics;

import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.loop.Snapshots;
import io.meseta.runtime.metrics.MetricSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.TaskState;

/** What can be measured in a snapshot of the master (Mesos reference §4.7). */
public final class SnapshotMetrics implements MetricSource {

  private static final List<String> KINDS = List.of("cpus", "disk", "gpus", "mem");
  private static final List<TaskState> LIVE =
      List.of(
          TaskState.TASK_STAGING,
          TaskState.TASK_STARTING,
          TaskState.TASK_RUNNING,
          TaskState.TASK_KILLING);
  private static final long PATIENCE_SECONDS = 5;

  private static final double MILLIS_PER_SECOND = 1000;

  private final Snapshots<MasterSnapshot> snapshots;
  private final boolean each;

  /**
   * Measures the snapshot of the moment whenever it is asked.
   *
   * @param each whether every framework has metrics of its own
   */
  public SnapshotMetrics(Snapshots<MasterSnapshot> snapshots, boolean each) {
    this.snapshots = snapshots;
    this.each = each;
  }

  /** Waits for a snapshot, five seconds at most; without one these metrics are left out. */
  @Override
  public void report(Receiver out) {
    report(out, snapshots.latest().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
  }

  private void report(Receiver out, MasterSnapshot master) {
    out.gauge("master/elected", master.electedTime().isPresent() ? 1 : 0);
    out.gauge(
        "master/uptime_secs",
        Duration.between(master.startTime(), master.takenAt()).toMillis() / MILLIS_PER_SECOND);
    out.gauge("master/operator_event_stream_subscribers", 0); // that stream is not served yet
    frameworks(out, master.frameworks());
    agents(out, master);
    tasks(out, master);
    resources(out, master);
    if (each) {
      FrameworkGauges.report(out, master);
    }
  }

  private static void frameworks(Receiver out, List<FrameworkSnapshot> frameworks) {
    long active = frameworks.stream().filter(FrameworkSnapshot::active).count();
    long connected = frameworks.stream().filter(FrameworkSnapshot::connected).count();
    out.gauge("master/frameworks_active", active);
    out.gauge("master/frameworks_inactive", frameworks.size() - active);
    out.gauge("master/frameworks_connected", connected);
    out.gauge("master/frameworks_disconnected", frameworks.size() - connected);
    out.gauge(
        "master/outstanding_offers", frameworks.stream().mapToInt(f -> f.offers().size()).sum());
  }

  private static void agents(Receiver out, MasterSnapshot master) {
    List<AgentSnapshot> agents = master.agents();
    long active = agents.stream().filter(AgentSnapshot::active).count();
    long connected = agents.stream().filter(AgentSnapshot::connected).count();
    out.gauge("master/slaves_active", active);
    out.gauge("master/slaves_inactive", agents.size() - active);
    out.gauge("master/slaves_connected", connected);
    out.gauge("master/slaves_disconnected", agents.size() - connected);
    out.gauge("master/slaves_unreachable", master.unreachableAgents().size());
  }

  private static void tasks(Receiver out, MasterSnapshot master) {
    for (TaskState state : LIVE) {
      String name = state.name().toLowerCase(Locale.ROOT).replace("task_", "tasks_");
      out.gauge("master/" + name, master.countTasks(state));
    }
    out.gauge(
        "master/tasks_unreachable",
        master.frameworks().stream().mapToInt(f -> f.unreachableTasks().size()).sum());
  }

  private void resources(Receiver out, MasterSnapshot master) {
    List<AgentSnapshot> agents = master.agents();
    Resources total = Resources.sum(agents.stream().map(AgentSnapshot::total).toList());
    Resources used = Resources.sum(agents.stream().map(AgentSnapshot::used).toList());
    Resources offered = Resources.sum(agents.stream().map(AgentSnapshot::offered).toList());
    for (String kind : KINDS) {
      share(out, kind, total.nonRevocable().scalar(kind), used.nonRevocable().scalar(kind));
      share(
          out, kind + "_revocable", total.revocable().scalar(kind), used.revocable().scalar(kind));
    }
    AllocatorGauges.report(out, master, total, used.plus(offered));
    HeldOffers.report(out, master, total, each);
  }

  private static void share(Receiver out, String name, double total, double used) {
    out.gauge("master/" + name + "_total", total);
    out.gauge("master/" + name + "_used", used);
    out.gauge("master/" + name + "_percent", total == 0 ? 0 : used / total);
  }
}
