package io.meseta.bench.allocation;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.allocator.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cycles on the cluster of Mesos' {@code DeclineOffers} in all sizes, as one table: medians of
 * single shots in one JVM that is warm, each full cycle on a cluster of its own.
 */
public final class AllocatorGrid {

  private static final int[] AGENTS = {1000, 10_000, 20_000, 50_000};
  private static final int[] FRAMEWORKS = {1, 100, 1000, 2000, 6000};
  private static final int WARM_UP = 40;
  private static final int FULL_SHOTS = 7;
  private static final int SMALL_SHOTS = 51;
  private static final int ROUNDS_REFUSED = 10;
  private static final int REFUSED_SHOTS = 3;

  /** What is measured of each size, in nanoseconds but for the bytes. */
  private enum Cycle {
    FREE("everything is free"),
    BYTES("the same, bytes allocated per offer"),
    REFUSED("everything was refused ten times"),
    ONE("one agent comes free"),
    NOTHING("nothing to do");

    private final String text;

    Cycle(String text) {
      this.text = text;
    }
  }

  private AllocatorGrid() {}

  /** Measures and returns the table. */
  public static Table measure() {
    for (int i = 0; i < WARM_UP; i++) {
      measure(new DeclineOffers(500, 50, i % 2 == 0 ? 1 : 50));
    }
    List<double[][]> columns = new ArrayList<>();
    List<String> titles = new ArrayList<>(List.of("cycle", "agents"));
    for (int frameworks : FRAMEWORKS) {
      titles.add("%,d × 1".formatted(frameworks));
      columns.add(column(frameworks, 1));
    }
    for (int frameworks : Arrays.copyOfRange(FRAMEWORKS, 1, FRAMEWORKS.length)) {
      titles.add("%1$,d × %1$,d".formatted(frameworks));
      columns.add(column(frameworks, frameworks));
    }
    Table table = Table.of(titles.toArray(String[]::new));
    for (Cycle cycle : Cycle.values()) {
      addRows(table, cycle, columns);
    }
    return table;
  }

  private static void addRows(Table table, Cycle cycle, List<double[][]> columns) {
    int last = AGENTS.length - 1;
    for (int i = cycle == Cycle.BYTES ? last : 0; i <= last; i++) {
      List<Object> row = new ArrayList<>(List.of(cycle.text, "%,d".formatted(AGENTS[i])));
      for (double[][] column : columns) {
        double figure = column[i][cycle.ordinal()];
        row.add(cycle == Cycle.BYTES ? Sample.number(figure) : Sample.text(figure));
      }
      table.row(row.toArray());
    }
    if (cycle == Cycle.FREE || cycle == Cycle.REFUSED) {
      List<Object> row = new ArrayList<>(List.of("growth", "50 times"));
      for (double[][] column : columns) {
        double growth = column[last][cycle.ordinal()] / column[0][cycle.ordinal()];
        row.add(Sample.number(growth) + " times");
      }
      table.row(row.toArray());
    }
  }

  private static double[][] column(int frameworks, int roles) {
    return Arrays.stream(AGENTS)
        .mapToObj(agents -> measure(new DeclineOffers(agents, frameworks, roles)))
        .toArray(double[][]::new);
  }

  private static double[] measure(DeclineOffers size) {
    double[] figures = new double[Cycle.values().length];
    Shots free = Shots.of(FULL_SHOTS, size::build, BenchCluster::round);
    figures[Cycle.FREE.ordinal()] = free.nanos().percentileNanos(50);
    figures[Cycle.BYTES.ordinal()] = (double) free.bytesEach() / size.agents();

    Played full = new Played(size.build());
    full.round();
    Shots one = Shots.of(SMALL_SHOTS, () -> full, Played::offerFirstAnew);
    figures[Cycle.ONE.ordinal()] = one.nanos().percentileNanos(50);
    Shots nothing = Shots.of(SMALL_SHOTS, () -> full, Played::hasWork);
    figures[Cycle.NOTHING.ordinal()] = nothing.nanos().percentileNanos(50);

    Played refusing = new Played(size.build());
    refusing.round();
    for (int i = 1; i < ROUNDS_REFUSED; i++) {
      refusing.refuseAll();
      refusing.round();
    }
    Shots refused = Shots.of(REFUSED_SHOTS, refusing::refuseAll, Played::round);
    figures[Cycle.REFUSED.ordinal()] = refused.nanos().percentileNanos(50);
    return figures;
  }

  /** A cluster, and what was offered by the latest round. */
  private static final class Played {

    private final BenchCluster cluster;
    private List<Placement> offers = List.of();

    Played(BenchCluster cluster) {
      this.cluster = cluster;
    }

    void round() {
      offers = cluster.round();
    }

    Played refuseAll() {
      cluster.refuse(offers);
      return this;
    }

    void offerFirstAnew() {
      cluster.withdraw(offers.getFirst());
      round();
    }

    boolean hasWork() {
      return cluster.allocator.hasWork();
    }
  }
}
