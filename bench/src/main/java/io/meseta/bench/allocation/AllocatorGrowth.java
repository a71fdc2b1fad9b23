package io.meseta.bench.allocation;

import io.meseta.bench.report.LogLogChart;
import io.meseta.bench.report.LogLogChart.Line;
import io.meseta.bench.report.LogLogChart.Point;
import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.allocator.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How cycles grow with the cluster, as a picture: {@code docs/images/allocator-growth.svg}. Each
 * point is the median of some cycles, each on a cluster of its own, in one JVM that is warm. Time
 * is that of the thread on a core, so that a busy machine paints the same picture.
 */
public final class AllocatorGrowth {

  private static final int SHOTS = 7;
  private static final int SMALL_SHOTS = 51;
  private static final int WARM_UP = 10;
  private static final int[] AGENTS = {1000, 2000, 5000, 10_000, 20_000, 50_000};
  private static final int[] FRAMEWORKS = {1, 100, 1000, 6000};
  private static final double MILLISECOND = 1e6;

  private AllocatorGrowth() {}

  /** Mesos 1.8.0-dev as its project published it, agents and milliseconds; other machines. */
  private static final List<Point> MESOS =
      List.of(new Point(5000, 380), new Point(10_000, 1090), new Point(20_000, 3760));

  /** Measures, paints the picture and returns the table. */
  public static Table measure() throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      fullCycle(new DeclineOffers(2000, 200, 1));
      oneAgent(new DeclineOffers(2000, 200, 1));
    }
    LogLogChart chart =
        new LogLogChart(
            "One allocation cycle, one role", "agents", "milliseconds on a core, median");
    Table table = Table.of("line", "agents", "median", "best");
    for (int frameworks : FRAMEWORKS) {
      String name = frameworks + (frameworks == 1 ? " framework" : " frameworks");
      chart.line(line(name, table, a -> fullCycle(new DeclineOffers(a, frameworks, 1))));
    }
    chart.line(
        line("agents / 10 frameworks", table, a -> fullCycle(new DeclineOffers(a, a / 10, 1))));
    chart.line(
        line(
            "one agent comes free (1,000 fw)",
            table,
            a -> oneAgent(new DeclineOffers(a, 1000, 1))));
    chart.line(new Line("Mesos 1.8, agents / 10 *", MESOS, true));
    Path file = Path.of(System.getProperty("meseta.root", "."), "docs/images/allocator-growth.svg");
    Files.writeString(file, chart.toSvg());
    return table;
  }

  private static Line line(String name, Table table, IntFunction<Sample> cycles) {
    List<Point> points = new ArrayList<>();
    for (int agents : AGENTS) {
      Sample sample = cycles.apply(agents);
      points.add(new Point(agents, sample.percentileNanos(50) / MILLISECOND));
      table.row(name, agents, sample.percentile(50), sample.percentile(1));
    }
    return new Line(name, points, false);
  }

  private static Sample fullCycle(DeclineOffers size) {
    return Shots.of(SHOTS, size::build, cluster -> offer(cluster, size.agents())).nanos();
  }

  private static Sample oneAgent(DeclineOffers size) {
    BenchCluster full = size.build();
    Placement[] latest = {full.round().getFirst()};
    return Shots.of(
            SMALL_SHOTS,
            () -> full,
            cluster -> {
              cluster.withdraw(latest[0]);
              latest[0] = offer(cluster, 1).getFirst();
            })
        .nanos();
  }

  private static List<Placement> offer(BenchCluster cluster, int expected) {
    List<Placement> made = cluster.round();
    if (made.size() != expected) {
      throw new IllegalStateException(made.size() + " offers on " + expected + " agents");
    }
    return made;
  }
}
