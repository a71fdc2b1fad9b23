package io.meseta.bench.inside;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.Allocator;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.allocator.Placement;
import io.meseta.core.allocator.Round;
import io.meseta.core.allocator.Traits;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkInfo;
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
 * The allocator alone, with agents and frameworks shaped as in Mesos' DeclineOffers benchmark: what
 * it costs to offer everything, to offer it again after everybody refused a part, to offer what
 * came free on one agent, and to find out that there is nothing to do.
 */
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 40)
@Measurement(iterations = 10)
public class AllocatorCycle {

  private static final Resources TOTAL =
      Resources.of(ResourceSyntax.parse("cpus:24;mem:4096;disk:4096;ports:[31000-32000]", "*"));

  private static final Instant LATER = Instant.MAX;

  /** A cluster of agents and frameworks, made anew for each cycle that is timed. */
  @State(Scope.Thread)
  public abstract static class Cluster {

    /** Agents, frameworks, and over how many roles these are spread. */
    @Param({"1000x100x1", "10000x1000x1", "10000x1000x1000"})
    public String size = "";

    Allocator allocator = new Allocator(settings());

    private static AllocatorSettings settings() {
      return AllocatorSettings.DEFAULT.withSeed(1);
    }

    static AgentId agent(int number) {
      return new AgentId("c4e3a4c2-1f65-4c8b-9d0a-3a1a0f8f5a11-S" + number);
    }

    /** Everything is free. */
    void build() {
      String[] parts = size.split("x");
      int agents = Integer.parseInt(parts[0]);
      int frameworks = Integer.parseInt(parts[1]);
      int roles = Integer.parseInt(parts[2]);
      allocator = new Allocator(settings());
      Traits traits = Traits.of(FrameworkInfo.getDefaultInstance(), "*");
      for (int i = 0; i < frameworks; i++) {
        FrameworkId framework = new FrameworkId("c4e3a4c2-1f65-4c8b-9d0a-3a1a0f8f5a11-" + i);
        String role = roles == 1 ? "*" : "role-" + i % roles;
        allocator.putClient(framework, role, traits);
        allocator.setClientActive(framework, role, true);
      }
      for (int i = 0; i < agents; i++) {
        allocator.addAgent(agent(i), TOTAL);
      }
    }

    /** Offers all that can be offered, as the master does. */
    List<Placement> round() {
      List<Placement> made = new ArrayList<>();
      Round round = allocator.round();
      for (Optional<Placement> next = round.next(); next.isPresent(); next = round.next()) {
        allocator.offer(next.get(), Instant.EPOCH);
        made.add(next.get());
      }
      allocator.finishRound();
      return made;
    }

    /** Everybody refuses for good what was offered. */
    void refuse(Collection<Placement> offers) {
      for (Placement offer : offers) {
        allocator.withdraw(offer.framework(), offer.role(), offer.agent(), offer.resources());
        allocator.refuse(offer.framework(), offer.role(), offer.agent(), offer.resources(), LATER);
      }
    }
  }

  /** Everything is free. */
  public static class FreeCluster extends Cluster {

    /** Before each cycle. */
    @Setup(Level.Invocation)
    public void prepare() {
      build();
    }
  }

  /** Everything has been offered and refused ten times. */
  public static class RefusedCluster extends Cluster {

    /** Before each cycle. */
    @Setup(Level.Invocation)
    public void prepare() {
      build();
      for (int i = 0; i < 10; i++) {
        refuse(round());
      }
    }
  }

  /** Everything is promised to somebody. */
  public static class FullCluster extends Cluster {

    Placement some = new Placement(new FrameworkId("-"), "", agent(0), Resources.EMPTY);

    /** Before each cycle. */
    @Setup(Level.Invocation)
    public void prepare() {
      build();
      some = round().getFirst();
    }
  }

  /** Offers all agents. */
  @Benchmark
  public Object everythingIsFree(FreeCluster cluster) {
    return cluster.round();
  }

  /** Offers all agents, when each framework has refused some of them ten times. */
  @Benchmark
  public Object everythingWasRefusedTenTimes(RefusedCluster cluster) {
    return cluster.round();
  }

  /** One agent of a full cluster comes free and is offered. */
  @Benchmark
  public Object oneAgentComesFree(FullCluster cluster) {
    Placement some = cluster.some;
    cluster.allocator.withdraw(some.framework(), some.role(), some.agent(), some.resources());
    return cluster.round();
  }

  /** A framework of a full cluster asks for offers. */
  @Benchmark
  public Object oneRevivesInVain(FullCluster cluster) {
    cluster.allocator.revive(cluster.some.framework(), cluster.some.role());
    return cluster.round();
  }

  /** Nothing has changed. */
  @Benchmark
  public boolean nothingToDo(FullCluster cluster) {
    return cluster.allocator.hasWork();
  }

  /** Measures and returns the table. */
  public static Table measure() throws RunnerException {
    Table table = Table.of("cycle", "agents × frameworks × roles", "mean", "best");
    for (RunResult result :
        new Runner(new OptionsBuilder().include(AllocatorCycle.class.getName()).build()).run()) {
      var statistics = result.getPrimaryResult().getStatistics();
      table.row(
          result.getPrimaryResult().getLabel(),
          result.getParams().getParam("size").replace("x", " × "),
          Sample.text(statistics.getMean()),
          Sample.text(statistics.getMin()));
    }
    return table;
  }
}
