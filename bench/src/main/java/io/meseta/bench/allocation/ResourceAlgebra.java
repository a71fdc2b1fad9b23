package io.meseta.bench.allocation;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * Sums, differences and comparisons of the resources that Mesos' own resource benchmarks use; the
 * figures are for one operation each.
 */
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ResourceAlgebra {

  private static final String SCALARS = "cpus:1;gpus:1;mem:128;disk:256";
  private static final int RESERVATIONS = 1000;
  private static final int PORTS = 16_000;
  private static final int STRIDE = 5;

  private static Resources parse(String text) {
    return Resources.of(ResourceSyntax.parse(text, "*"));
  }

  /** What is added and taken away. */
  @State(Scope.Thread)
  public static class Summands {

    /** Which resources: as they are usually, of a whole cluster, and with a shared volume. */
    @Param({"scalars", "1000 reservations", "shared"})
    public String what = "";

    Resources resources = Resources.EMPTY;
    Resources total = Resources.EMPTY;

    /** Makes them. */
    @Setup
    public void prepare() {
      resources =
          switch (what) {
            case "scalars" -> parse(SCALARS);
            case "shared" -> parse("cpus:1;mem:128").plus(Resources.of(List.of(sharedVolume())));
            default -> Resources.of(reserved());
          };
      total = resources.plus(resources);
    }

    private static List<Resource> reserved() {
      List<Resource> reserved = new ArrayList<>();
      for (int i = 0; i < RESERVATIONS; i++) {
        ReservationInfo.Builder reservation = reservation("" + i).setPrincipal("principal_" + i);
        reservation.setLabels(
            Labels.newBuilder()
                .addLabels(Label.newBuilder().setKey("key_" + i).setValue("value_" + i)));
        for (Resource resource : parse(SCALARS).toProtobuf()) {
          reserved.add(resource.toBuilder().addReservations(reservation).build());
        }
      }
      return reserved;
    }

    private static Resource sharedVolume() {
      return parse("disk:256").toProtobuf().getFirst().toBuilder()
          .addReservations(reservation("test"))
          .setDisk(
              DiskInfo.newBuilder()
                  .setPersistence(DiskInfo.Persistence.newBuilder().setId("persistentId"))
                  .setVolume(
                      Volume.newBuilder().setContainerPath("/volume").setMode(Volume.Mode.RW)))
          .setShared(SharedInfo.getDefaultInstance())
          .build();
    }

    private static ReservationInfo.Builder reservation(String role) {
      return ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole(role);
    }
  }

  /** One collection and another that may hold it. */
  @State(Scope.Thread)
  public static class Pair {

    /** How the second lies to the first. */
    @Param({"subset", "superset", "same"})
    public String relation = "";

    /** Of which resources. */
    @Param({"scalars", "8000 port ranges", "mixed"})
    public String what = "";

    Resources own = Resources.EMPTY;
    Resources wanted = Resources.EMPTY;

    /** Makes them. */
    @Setup
    public void prepare() {
      String every2nd =
          IntStream.range(0, PORTS / 2)
              .mapToObj(i -> (2 * i + 1) + "-" + (2 * i + 1))
              .collect(Collectors.joining(",", "ports:[", "]"));
      String allPorts = "ports:[1-" + PORTS + "]";
      String few =
          switch (what) {
            case "scalars" -> "cpus:1;mem:128";
            case "mixed" -> "cpus:1;mem:128;" + every2nd;
            default -> every2nd;
          };
      String many =
          switch (what) {
            case "scalars" -> SCALARS;
            case "mixed" -> SCALARS + ";" + allPorts;
            default -> allPorts;
          };
      own = parse(relation.equals("subset") ? many : few);
      wanted = parse(relation.equals("superset") ? many : few);
    }
  }

  /** Ranges each of which overlaps one of the others in part. */
  @State(Scope.Thread)
  public static class Overlapping {

    /** How many ranges each has. */
    @Param({"10", "100", "1000"})
    public int ranges;

    Resources left = Resources.EMPTY;
    Resources right = Resources.EMPTY;

    /** Makes them. */
    @Setup
    public void prepare() {
      left = ports(1);
      right = ports(3);
    }

    private Resources ports(int first) {
      Value.Ranges.Builder all = Value.Ranges.newBuilder();
      for (int i = 0; i < ranges; i++) {
        long begin = first + 2L * STRIDE * i;
        all.addRange(Value.Range.newBuilder().setBegin(begin).setEnd(begin + STRIDE));
      }
      return Resources.of(
          List.of(
              Resource.newBuilder()
                  .setName("ports")
                  .setType(Value.Type.RANGES)
                  .setRanges(all)
                  .build()));
    }
  }

  /** A sum. */
  @Benchmark
  public Object plus(Summands summands) {
    return summands.resources.plus(summands.resources);
  }

  /** A difference. */
  @Benchmark
  public Object minus(Summands summands) {
    return summands.total.minus(summands.resources);
  }

  /** A comparison. */
  @Benchmark
  public boolean contains(Pair pair) {
    return pair.own.contains(pair.wanted);
  }

  /** A sum of ranges. */
  @Benchmark
  public Object plusRanges(Overlapping ranges) {
    return ranges.left.plus(ranges.right);
  }

  /** A difference of ranges. */
  @Benchmark
  public Object minusRanges(Overlapping ranges) {
    return ranges.left.minus(ranges.right);
  }

  /** A hundred resources as text. */
  @Benchmark
  public Object parseHundred(Text text) {
    return parse(text.hundred);
  }

  /** A hundred resources as text. */
  @State(Scope.Thread)
  public static class Text {
    final String hundred =
        IntStream.range(0, 100).mapToObj(i -> "res" + i + ":" + i).collect(Collectors.joining(";"));
  }

  /** Measures and returns the table. */
  public static Table measure() throws RunnerException {
    Table table = Table.of("operation", "on", "mean");
    for (RunResult result :
        new Runner(new OptionsBuilder().include(ResourceAlgebra.class.getName()).build()).run()) {
      table.row(
          result.getPrimaryResult().getLabel(),
          result.getParams().getParamsKeys().stream()
              .map(result.getParams()::getParam)
              .collect(Collectors.joining(", ")),
          Sample.text(result.getPrimaryResult().getStatistics().getMean()));
    }
    return table;
  }
}
