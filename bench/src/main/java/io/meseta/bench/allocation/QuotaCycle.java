package io.meseta.bench.allocation;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.allocator.AllocatorSettings.Order;
import io.meseta.core.allocator.Placement;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
 * The allocator alone, on the clusters of Mesos' {@code LargeAndSmallQuota} and {@code
 * NonQuotaVsQuota}: most roles are guaranteed half an agent, some two agents, so that agents and
 * guarantees have to be cut; and roles that are guaranteed whole agents, beside the same without.
 * Here in the largest size; {@link AllocatorCases} has all.
 */
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class QuotaCycle {

  private static final Resources AGENT = BenchCluster.resources("cpus:2;mem:2048;disk:2048");
  private static final Resources SMALL = BenchCluster.resources("cpus:1;mem:1024;disk:1024");
  private static final Resources LARGE = BenchCluster.resources("cpus:4;mem:4096;disk:4096");
  private static final int AGENTS_PER_ROLE = 2;

  /** Roles with small and with large guarantees. */
  @State(Scope.Thread)
  public abstract static class LargeAndSmall {

    /** How many small, how many large ones, and how many frameworks each has. */
    @Param("2500x500x1")
    public String roles = "";

    /** How roles and frameworks stand in line. */
    @Param({"DRF", "RANDOM"})
    public Order order = Order.DRF;

    BenchCluster cluster = new BenchCluster(AllocatorSettings.DEFAULT);
    List<Placement> offers = List.of();

    /** Before each cycle. */
    public abstract void prepare();

    void build() {
      String[] counts = roles.split("x");
      int small = Integer.parseInt(counts[0]);
      int large = Integer.parseInt(counts[1]);
      int each = Integer.parseInt(counts[2]);
      cluster = new BenchCluster(AllocatorSettings.DEFAULT.withOrder(order, order));
      for (int i = 0; i < (small + large) * each; i++) {
        cluster.join(BenchCluster.framework(i), role(i / each, small));
      }
      for (int i = 0; i < small / 5 + large * 5; i++) {
        cluster.allocator.addAgent(BenchCluster.agent(i), AGENT);
      }
      for (int i = 0; i < small + large; i++) {
        cluster.guarantee(role(i, small), i < small ? SMALL : LARGE);
      }
    }

    private static String role(int number, int small) {
      return (number < small ? "small-" : "large-") + number;
    }
  }

  /** Everything is free. */
  public static class Free extends LargeAndSmall {

    @Override
    @Setup(Level.Invocation)
    public void prepare() {
      build();
    }
  }

  /** Everything that could be offered was. */
  public static class Offered extends LargeAndSmall {

    @Override
    @Setup(Level.Invocation)
    public void prepare() {
      build();
      offers = cluster.round();
    }
  }

  /** Each role may have two agents, or everything. */
  @State(Scope.Thread)
  public static class WithAndWithout {

    /** How many roles. */
    @Param("1000")
    public int roles;

    /** Whether they have guarantees and limits. */
    @Param({"true", "false"})
    public boolean quota;

    BenchCluster cluster = new BenchCluster(AllocatorSettings.DEFAULT);

    /** Before each cycle. */
    @Setup(Level.Invocation)
    public void prepare() {
      cluster = new BenchCluster(AllocatorSettings.DEFAULT);
      for (int i = 0; i < roles * 2; i++) {
        cluster.join(BenchCluster.framework(i), "role-" + i % roles);
      }
      for (int i = 0; i < roles * AGENTS_PER_ROLE; i++) {
        cluster.allocator.addAgent(BenchCluster.agent(i), AGENT);
      }
      for (int i = 0; i < roles && quota; i++) {
        cluster.guarantee("role-" + i, AGENT.plus(AGENT));
      }
    }
  }

  /** Offers all that may be offered. */
  @Benchmark
  public Object firstCycle(Free state) {
    return state.cluster.round();
  }

  /** Nothing has changed. */
  @Benchmark
  public boolean nothingToDo(Offered state) {
    return state.cluster.allocator.hasWork();
  }

  /** One offer is given back and made anew. */
  @Benchmark
  public Object oneOfferComesBack(Offered state) {
    state.cluster.withdraw(state.offers.getFirst());
    return state.cluster.round();
  }

  /** Adds all frameworks, agents and quotas. */
  @Benchmark
  public Object building(Offered state) {
    state.build();
    return state.cluster;
  }

  /** Offers all that may be offered. */
  @Benchmark
  public Object quotaOrNot(WithAndWithout state) {
    return state.cluster.round();
  }

  /** Measures and returns the table. */
  public static Table measure() throws RunnerException {
    Table table = Table.of("cycle", "parameters", "median", "best");
    for (RunResult result :
        new Runner(new OptionsBuilder().include(QuotaCycle.class.getName()).build()).run()) {
      var statistics = result.getPrimaryResult().getStatistics();
      table.row(
          result.getPrimaryResult().getLabel(),
          result.getParams().getParamsKeys().stream()
              .map(key -> key + " " + result.getParams().getParam(key))
              .collect(Collectors.joining(", ")),
          Sample.text(statistics.getPercentile(50)),
          Sample.text(statistics.getMin()));
    }
    return table;
  }
}
