package io.meseta.master.metrics;

import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.OfferSnapshot;
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

  /** Longer than a scheduler needs to think. */
  private static final double LONG_HELD_SECONDS = 30;

  private static final double MILLIS_PER_SECOND = 1000;

  private final Snapshots<MasterSnapshot> snapshots;

  /** Measures the snapshot of the moment whenever it is asked. */
  public SnapshotMetrics(Snapshots<MasterSnapshot> snapshots) {
    this.snapshots = snapshots;
  }

  /** Waits for a snapshot, five seconds at most; without one these metrics are left out. */
  @Override
  public void report(Receiver out) {
    report(out, snapshots.latest().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
  }

  private static void report(Receiver out, MasterSnapshot master) {
    out.gauge("master/elected", master.electedTime().isPresent() ? 1 : 0);
    out.gauge(
        "master/uptime_secs",
        Duration.between(master.startTime(), master.takenAt()).toMillis() / MILLIS_PER_SECOND);
    out.gauge("master/operator_event_stream_subscribers", 0); // that stream is not served yet
    frameworks(out, master.frameworks());
    heldOffers(out, master);
    agents(out, master);
    tasks(out, master);
    resources(out, master.agents());
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

  /** Who keeps offers for long is named: others may be waiting for what is in them. */
  private static void heldOffers(Receiver out, MasterSnapshot master) {
    double oldest = 0;
    for (FrameworkSnapshot framework : master.frameworks()) {
      double held = 0;
      for (OfferSnapshot offer : framework.offers()) {
        long millis = Duration.between(offer.madeAt(), master.takenAt()).toMillis();
        held = Math.max(held, millis / MILLIS_PER_SECOND);
      }
      if (held > LONG_HELD_SECONDS) {
        out.gauge("meseta/frameworks/" + framework.id() + "/oldest_offer_secs", held);
      }
      oldest = Math.max(oldest, held);
    }
    out.gauge("meseta/offers/oldest_secs", oldest);
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

  private static void resources(Receiver out, List<AgentSnapshot> agents) {
    Resources total = Resources.sum(agents.stream().map(AgentSnapshot::total).toList());
    Resources used = Resources.sum(agents.stream().map(AgentSnapshot::used).toList());
    Resources offered = Resources.sum(agents.stream().map(AgentSnapshot::offered).toList());
    for (String kind : KINDS) {
      share(out, kind, total.nonRevocable().scalar(kind), used.nonRevocable().scalar(kind));
      share(
          out, kind + "_revocable", total.revocable().scalar(kind), used.revocable().scalar(kind));
    }
    Resources taken = used.plus(offered);
    KINDS.stream()
        .filter(total.names()::contains)
        .forEach(name -> allocated(out, name, total, taken));
  }

  private static void allocated(Receiver out, String name, Resources total, Resources taken) {
    out.gauge("allocator/mesos/resources/" + name + "/total", total.scalar(name));
    out.gauge("allocator/mesos/resources/" + name + "/offered_or_allocated", taken.scalar(name));
  }

  private static void share(Receiver out, String name, double total, double used) {
    out.gauge("master/" + name + "_total", total);
    out.gauge("master/" + name + "_used", used);
    out.gauge("master/" + name + "_percent", total == 0 ? 0 : used / total);
  }
}
