package io.meseta.bench.allocation;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.allocator.Placement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The allocator alone, on the cluster of Mesos' {@code DeclineOffers}: what it costs to offer
 * everything, to offer it again after everybody refused, to offer what came free on one agent, and
 * to find out that there is nothing to do. Each figure is a single shot on a cluster of its own.
 * Here in the sizes of which Mesos published figures; {@link AllocatorGrid} has all.
 */
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class AllocatorCycle {

  private static final int ROUNDS_REFUSED = 10;

  /** A cluster, made anew for each cycle that is timed. */
  @State(Scope.Thread)
  public abstract static class Prepared {

    /** Agents, frameworks, and over how many roles these are spread. */
    @Param({"10000x1000x1", "20000x2000x1"})
    public String size = "";

    BenchCluster cluster = DeclineOffers.of("1x1x1").build();
  }

  /** Everything is free. */
  public static class Free extends Prepared {

    /** Before each cycle. */
    @Setup(Level.Invocation)
    public void prepare() {
      cluster = DeclineOffers.of(size).build();
    }
  }

  /** Everything has been offered and refused ten times. */
  public static class Refused extends Prepared {

    /** Before each cycle. */
    @Setup(Level.Invocation)
    public void prepare() {
      cluster = DeclineOffers.of(size).build();
      for (int i = 0; i < ROUNDS_REFUSED; i++) {
        cluster.refuse(cluster.round());
      }
    }
  }

  /** Everything is promised to somebody. */
  public static class Full extends Prepared {

    List<Placement> offers = List.of();

    /** Before each cycle. */
    @Setup(Level.Invocation)
    public void prepare() {
      cluster = DeclineOffers.of(size).build();
      offers = cluster.round();
    }
  }

  /** Offers all agents. */
  @Benchmark
  public Object everythingIsFree(Free state) {
    return state.cluster.round();
  }

  /** Offers all agents, when each framework has refused some of them ten times. */
  @Benchmark
  public Object everythingWasRefusedTenTimes(Refused state) {
    return state.cluster.round();
  }

  /** One agent of a full cluster comes free and is offered. */
  @Benchmark
  public Object oneAgentComesFree(Full state) {
    state.cluster.withdraw(state.offers.getFirst());
    return state.cluster.round();
  }

  /** A framework of a full cluster asks for offers. */
  @Benchmark
  public Object oneRevivesInVain(Full state) {
    Placement some = state.offers.getFirst();
    state.cluster.allocator.revive(some.framework(), some.role());
    return state.cluster.round();
  }

  /** Nothing has changed. */
  @Benchmark
  public boolean nothingToDo(Full state) {
    return state.cluster.allocator.hasWork();
  }

  /** Measures and returns the table. */
  public static Table measure() throws RunnerException {
    Table table = Table.of("cycle", "agents × frameworks × roles", "median", "best");
    for (RunResult result :
        new Runner(new OptionsBuilder().include(AllocatorCycle.class.getName()).build()).run()) {
      var statistics = result.getPrimaryResult().getStatistics();
      table.row(
          result.getPrimaryResult().getLabel(),
          result.getParams().getParam("size").replace("x", " × "),
          Sample.text(statistics.getPercentile(50)),
          Sample.text(statistics.getMin()));
    }
    return table;
  }
}
