package io.meseta.bench.cluster;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.bench.swarm.SchedulerSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Status updates per second over the wire, in protobuf: schedulers ask for the states of tasks that
 * nobody knows, in one RECONCILE, and each such task is an update. From the call to the last
 * update; the client counts and does not look into them. Client and master share the machine.
 */
public final class UpdateRate {

  private static final int WARM_UP = 20;
  private static final int RUNS = 7;
  private static final long UPDATES = 100_000;
  private static final int SCHEDULERS = 1000;

  private UpdateRate() {}

  /** Measures and returns the table. */
  public static Table measure() throws Exception {
    Table table =
        Table.of(
            "schedulers",
            "updates to each",
            "median",
            "best",
            "updates/s, median",
            "master's CPU per update");
    try (DevCluster cluster = DevCluster.start()) {
      try (SchedulerSession session = SchedulerSession.open(cluster.master(), "updates")) {
        for (int i = 0; i < WARM_UP; i++) {
          session.reconcileUnknown(20_000);
        }
        for (int tasks : List.of(1000, 10_000, 50_000, 100_000)) {
          row(table, cluster, List.of(session), tasks);
        }
      }
      fanOut(table, cluster);
    }
    return table;
  }

  private static void fanOut(Table table, DevCluster cluster) throws Exception {
    List<SchedulerSession> sessions = new ArrayList<>();
    try {
      for (int i = 0; i < SCHEDULERS; i++) {
        sessions.add(SchedulerSession.open(cluster.master(), "fan-out-" + i));
      }
      row(table, cluster, sessions, 100);
    } finally {
      for (SchedulerSession session : sessions) {
        session.close();
      }
    }
  }

  private static void row(
      Table table, DevCluster cluster, List<SchedulerSession> sessions, int tasks)
      throws IOException {
    long updates = (long) sessions.size() * tasks;
    int runs = (int) Math.clamp(UPDATES / updates, RUNS, 10 * RUNS);
    long[] nanos = new long[runs];
    CpuTime before = cluster.cpuTime();
    for (int run = 0; run < runs; run++) {
      nanos[run] = reconcile(sessions, tasks);
    }
    CpuTime cpu = cluster.cpuTime().minus(before);
    Sample sample = Sample.of(nanos);
    table.row(
        sessions.size(),
        "%,d".formatted(tasks),
        sample.percentile(50),
        Sample.text(sample.percentileNanos(100.0 / runs)),
        Sample.number(updates * 1e9 / sample.percentileNanos(50)),
        Sample.text(cpu.daemonsMillis() * 1e6 / (updates * runs)));
  }

  private static long reconcile(List<SchedulerSession> sessions, int tasks) throws IOException {
    long start = System.nanoTime();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (SchedulerSession session : sessions) {
        all.add(
            readers.submit(() -> {
              session.reconcileUnknown(tasks);
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a scheduler failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return System.nanoTime() - start;
  }
}
