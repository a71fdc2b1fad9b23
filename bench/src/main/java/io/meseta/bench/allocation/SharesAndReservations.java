package io.meseta.bench.allocation;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
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
 * What the sorter tests and the reservation benchmark of Mesos time: charging what is used on every
 * agent, putting all frameworks in line anew, giving it all back; and changing reservations on an
 * agent that has very many.
 */
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class SharesAndReservations {

  private static final int RESERVATIONS_EACH = 4;
  private static final int CHANGES = 20;
  private static final Resources TOTAL =
      BenchCluster.resources("cpus:24;mem:4096;disk:4096;ports:[31000-32000]");
  private static final Resources USED = BenchCluster.resources("cpus:16;mem:2014;disk:1024");

  /** Agents, of each of which a framework may use a part. */
  @State(Scope.Thread)
  public abstract static class Users {

    /** How many agents and frameworks. */
    @Param("50000x1000")
    public String size = "";

    int agents;
    int frameworks;
    BenchCluster cluster = new BenchCluster(AllocatorSettings.DEFAULT);

    /** Before each shot. */
    public abstract void prepare();

    void build() {
      agents = Integer.parseInt(size.split("x")[0]);
      frameworks = Integer.parseInt(size.split("x")[1]);
      cluster = new BenchCluster(AllocatorSettings.DEFAULT);
      for (int i = 0; i < frameworks; i++) {
        cluster.join(BenchCluster.framework(i), "*");
      }
      for (int i = 0; i < agents; i++) {
        cluster.allocator.addAgent(BenchCluster.agent(i), TOTAL);
      }
    }

    void allocate() {
      for (int i = 0; i < agents; i++) {
        cluster.allocator.allocate(
            BenchCluster.framework(i % frameworks), "*", BenchCluster.agent(i), USED);
      }
    }

    void release() {
      for (int i = 0; i < agents; i++) {
        cluster.allocator.release(
            BenchCluster.framework(i % frameworks), "*", BenchCluster.agent(i), USED);
      }
    }
  }

  /** Nothing is in use. */
  public static class Idle extends Users {

    @Override
    @Setup(Level.Invocation)
    public void prepare() {
      build();
    }
  }

  /** Something is in use on each agent, and the rest is offered. */
  public static class Busy extends Users {

    @Override
    @Setup(Level.Invocation)
    public void prepare() {
      build();
      allocate();
      cluster.round();
    }
  }

  /** One agent on which many roles have reserved something. */
  @State(Scope.Thread)
  public static class ReservedAgent {

    /** How many roles, each with a framework and four reservations. */
    @Param("200")
    public int frameworks;

    BenchCluster cluster = new BenchCluster(AllocatorSettings.DEFAULT);
    Resources total = Resources.EMPTY;
    List<Resources> reserved = List.of();

    /** Before each shot. */
    @Setup(Level.Invocation)
    public void prepare() {
      cluster = new BenchCluster(AllocatorSettings.DEFAULT);
      reserved = new ArrayList<>();
      for (int i = 0; i < frameworks; i++) {
        cluster.join(BenchCluster.framework(i), role(i));
        reserved.add(reservations(i));
      }
      total = Resources.sum(reserved);
      cluster.allocator.addAgent(BenchCluster.agent(0), total);
      for (int i = 0; i < frameworks; i++) {
        cluster.allocator.allocate(
            BenchCluster.framework(i), role(i), BenchCluster.agent(0), reserved.get(i));
      }
    }

    private static String role(int number) {
      return "role-" + number;
    }

    private static Resources reservations(int number) {
      List<Resource> all = new ArrayList<>();
      for (int i = 0; i < RESERVATIONS_EACH; i++) {
        Label label = Label.newBuilder().setKey("key").setValue(number + "-" + i).build();
        ReservationInfo.Builder reservation =
            ReservationInfo.newBuilder()
                .setType(ReservationInfo.Type.DYNAMIC)
                .setRole(role(number))
                .setLabels(Labels.newBuilder().addLabels(label));
        Resource cpus = BenchCluster.resources("cpus:1").toProtobuf().getFirst();
        all.add(cpus.toBuilder().addReservations(reservation).build());
      }
      return Resources.of(all);
    }

    /** Takes the reservations of a role away, and makes them again. */
    void change(int number) {
      Resources plain = reserved.get(number).withoutChanges();
      convert(number, reserved.get(number), plain);
      convert(number, plain, reserved.get(number));
    }

    private void convert(int number, Resources from, Resources to) {
      total = total.minus(from).plus(to);
      cluster.allocator.release(
          BenchCluster.framework(number), role(number), BenchCluster.agent(0), from);
      cluster.allocator.changeTotal(BenchCluster.agent(0), total);
      cluster.allocator.allocate(
          BenchCluster.framework(number), role(number), BenchCluster.agent(0), to);
    }
  }

  /** Something is used on each agent. */
  @Benchmark
  public Object useOnEachAgent(Idle state) {
    state.allocate();
    return state;
  }

  /** The cluster has another size: everybody's share is another, and one agent is offered. */
  @Benchmark
  public Object sortAnew(Busy state) {
    state.cluster.allocator.addAgent(BenchCluster.agent(state.agents), TOTAL);
    return state.cluster.round();
  }

  /** What is used on each agent is given back. */
  @Benchmark
  public Object releaseOnEachAgent(Busy state) {
    state.release();
    return state;
  }

  /** Twenty roles give up their reservations and make them again. */
  @Benchmark
  public Object reserveAndUnreserve(ReservedAgent state) {
    for (int i = 0; i < CHANGES; i++) {
      state.change(i);
    }
    return state;
  }

  /** Measures and returns the table. */
  public static Table measure() throws RunnerException {
    Table table = Table.of("what", "parameters", "median", "best");
    String benchmarks = SharesAndReservations.class.getName();
    for (RunResult result : new Runner(new OptionsBuilder().include(benchmarks).build()).run()) {
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
