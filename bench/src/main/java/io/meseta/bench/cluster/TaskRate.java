package io.meseta.bench.cluster;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.bench.swarm.Calls;
import io.meseta.bench.swarm.LoadRun;
import io.meseta.bench.swarm.SchedulerSession;
import io.meseta.bench.swarm.TaskShape;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;

/** Tasks per second through one agent with room for 100 at a time, every status acknowledged. */
public final class TaskRate {

  private static final int WARM_UP = 3000;
  private static final int TASKS = 1000;
  private static final int RUNS = 3;

  private TaskRate() {}

  /** Measures and returns the table. */
  public static Table measure() throws IOException {
    Table table =
        Table.of(
            "task", "tasks", "tasks/s", "daemons' CPU per task", "tasks' own CPU per task", "ends");
    measure(table, "`/bin/true`", Calls.command("/bin/true", false));
    measure(table, "`sh -c true`", Calls.command("true", true));
    return table;
  }

  private static void measure(Table table, String name, CommandInfo command) throws IOException {
    TaskShape shape = new TaskShape(command, 0.1, 10);
    try (DevCluster cluster = DevCluster.start();
        SchedulerSession session = SchedulerSession.open(cluster.master(), "rate")) {
      LoadRun.run(session, shape, "warm-up", WARM_UP, List.of());
      for (int run = 1; run <= RUNS; run++) {
        CpuTime before = cluster.cpuTime();
        LoadRun.Outcome outcome = LoadRun.run(session, shape, "run-" + run, TASKS, List.of());
        CpuTime cpu = cluster.cpuTime().minus(before);
        table.row(
            name,
            outcome.tasks(),
            Sample.number(outcome.rate()),
            Sample.text(cpu.daemonsMillis() * 1e6 / outcome.tasks()),
            Sample.text(cpu.childrenMillis() * 1e6 / outcome.tasks()),
            outcome.ends());
      }
    }
  }
}
