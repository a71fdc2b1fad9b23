package io.meseta.bench.allocation;

import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.resource.Resources;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cluster of Mesos' benchmark {@code DeclineOffers}: on each agent one of the frameworks uses
 * the greater part, and of the ports 16 ranges; the rest is free.
 *
 * @param roles over how many roles the frameworks are spread; with one it is the default role
 */
record DeclineOffers(int agents, int frameworks, int roles) {

  private static final Resources TOTAL =
      BenchCluster.resources("cpus:24;mem:4096;disk:4096;ports:[31000-32000]");
  private static final int PORT_RANGES = 16;
  private static final Resources USED =
      BenchCluster.resources("cpus:16;mem:2014;disk:1024;" + ports());

  /** Ranges that leave a port free between them. */
  private static String ports() {
    int stride = 1000 / PORT_RANGES;
    return IntStream.range(0, PORT_RANGES)
        .map(i -> 31_000 + i * stride)
        .mapToObj(begin -> begin + "-" + (begin + stride - 2))
        .collect(Collectors.joining(",", "ports:[", "]"));
  }

  /** From text such as {@code 10000x1000x1}. */
  static DeclineOffers of(String size) {
    String[] parts = size.split("x");
    return new DeclineOffers(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  BenchCluster build() {
    BenchCluster cluster = new BenchCluster(AllocatorSettings.DEFAULT.withSeed(1));
    for (int i = 0; i < frameworks; i++) {
      cluster.join(BenchCluster.framework(i), role(i));
    }
    for (int i = 0; i < agents; i++) {
      FrameworkId framework = BenchCluster.framework(i % frameworks);
      cluster.allocator.addAgent(BenchCluster.agent(i), TOTAL);
      cluster.allocator.allocate(framework, role(i % frameworks), BenchCluster.agent(i), USED);
    }
    return cluster;
  }

  private String role(int framework) {
    return roles == 1 ? "*" : "role-" + framework % roles;
  }
}
