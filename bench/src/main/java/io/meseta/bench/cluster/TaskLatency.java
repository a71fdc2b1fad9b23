package io.meseta.bench.cluster;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.bench.swarm.Calls;
import io.meseta.bench.swarm.LatencyRun;
import io.meseta.bench.swarm.SchedulerSession;
import io.meseta.bench.swarm.TaskShape;
import java.io.IOException;

/** One task at a time: from ACCEPT to TASK_RUNNING, and from what came free to the next offer. */
public final class TaskLatency {

  private static final int WARM_UP = 300;
  private static final int ROUNDS = 500;
  private static final int DECLINES = 5;
  private static final int LONGER_ROUNDS = 100;
  private static final TaskShape TRUE = new TaskShape(Calls.command("/bin/true", false), 1, 1);

  /** Runs long enough for TASK_RUNNING to be acknowledged before it ends. */
  private static final TaskShape SLEEP = new TaskShape(Calls.command("sleep 0.03", true), 1, 1);

  private TaskLatency() {}

  /** Measures and returns the table. */
  public static Table measure() throws IOException {
    Table table = Table.of("stretch, seen by the framework", "n", "p50", "p90", "p99", "max");
    try (DevCluster cluster = DevCluster.start();
        SchedulerSession session = SchedulerSession.open(cluster.master(), "latency")) {
      LatencyRun run = new LatencyRun(session);
      run.launches(TRUE, "warm-up", WARM_UP);
      LatencyRun.Outcome launches = run.launches(TRUE, "task", ROUNDS);
      row(table, "ACCEPT → TASK_RUNNING, real process", launches.running());
      row(table, "ACCEPT → TASK_FINISHED of `/bin/true`", launches.finished());
      LatencyRun.Outcome longer = run.launches(SLEEP, "longer", LONGER_ROUNDS);
      row(table, "TASK_FINISHED → next OFFERS", longer.reoffered());
      run.declines(WARM_UP, true);
      row(table, "DECLINE, REVIVE → next OFFERS", run.declines(ROUNDS, true));
      row(table, "DECLINE for 0 s → next OFFERS", run.declines(DECLINES, false));
    }
    return table;
  }

  private static void row(Table table, String what, Sample sample) {
    table.row(
        what,
        sample.size(),
        sample.percentile(50),
        sample.percentile(90),
        sample.percentile(99),
        sample.longest());
  }
}
