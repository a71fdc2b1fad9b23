package io.meseta.bench.cluster;

import io.meseta.bench.report.Table;
import io.meseta.bench.swarm.SchedulerSession;
import java.util.ArrayList;
import java.util.List;

/**
 * What an idle scheduler costs the master: heap in use after a full collection, with and without so
 * many of them. Each has two connections, its stream and one for calls.
 */
public final class SubscriberHeap {

  private static final int SCHEDULERS = 1000;

  private SubscriberHeap() {}

  /** Measures and returns the table. */
  public static Table measure() throws Exception {
    Table table = Table.of("schedulers", "heap of master and agent", "bytes for each");
    try (DevCluster cluster = DevCluster.start()) {
      SchedulerSession.open(cluster.master(), "first").close();
      long before = cluster.heapBytes();
      table.row(0, "%,d".formatted(before), "");
      List<SchedulerSession> sessions = new ArrayList<>();
      for (int i = 0; i < SCHEDULERS; i++) {
        sessions.add(SchedulerSession.open(cluster.master(), "idle-" + i));
      }
      long with = cluster.heapBytes();
      table.row(SCHEDULERS, "%,d".formatted(with), "%,d".formatted((with - before) / SCHEDULERS));
      for (SchedulerSession session : sessions) {
        session.close();
      }
    }
    return table;
  }
}
