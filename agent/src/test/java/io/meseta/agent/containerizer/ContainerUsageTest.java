package io.meseta.agent.containerizer;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.agent.resource.Machine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.ResourceStatistics;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "containers are Linux processes")
class ContainerUsageTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_795_408_070L, 731_287_000);

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  @Test
  void tellsLimitsAsRecorded() {
    ResourceStatistics statistics =
        ContainerUsage.sample(NOW)
            .of(
                List.of(ProcessHandle.current().pid()),
                List.of(
                    scalar("cpus", 0.1), scalar("mem", 32), scalar("cpus", 0.1), scalar("mem", 32)),
                Map.of());
    assertThat(statistics.getTimestamp()).isEqualTo(1795408070.731287);
    assertThat(statistics.getCpusSoftLimit()).isEqualTo(0.2);
    assertThat(statistics.getMemLimitBytes()).isEqualTo(67108864);
    assertThat(statistics.getMemSoftLimitBytes()).isEqualTo(67108864);
    assertThat(statistics.hasCpusLimit()).isFalse();
    assertThat(statistics.getMemRssBytes()).isGreaterThan(10 << 20);
    assertThat(statistics.getCpusUserTimeSecs()).isPositive();
  }

  @Test
  void tellsWhatIsLimitedAboveItsRequest() {
    List<Long> pids = List.of(ProcessHandle.current().pid());
    List<Resource> requests = List.of(scalar("cpus", 0.1), scalar("mem", 32));
    ContainerUsage usage = ContainerUsage.sample(NOW);

    ResourceStatistics limited = usage.of(pids, requests, Map.of("cpus", 2.5, "mem", 64.0));
    assertThat(limited.getCpusSoftLimit()).isEqualTo(0.1);
    assertThat(limited.getCpusLimit()).isEqualTo(2.5);
    assertThat(limited.getMemSoftLimitBytes()).isEqualTo(32 << 20);
    assertThat(limited.getMemLimitBytes()).isEqualTo(64 << 20);

    double none = Double.POSITIVE_INFINITY;
    ResourceStatistics unlimited = usage.of(pids, requests, Map.of("cpus", none, "mem", none));
    assertThat(unlimited.getCpusLimit()).isEqualTo(Machine.countProcessors());
    assertThat(unlimited.getMemLimitBytes()).isEqualTo(Machine.totalMemoryBytes());
  }

  @Test
  void countsTheWholeTree() throws IOException {
    Process tree =
        new ProcessBuilder("sh", "-c", "while :; do :; done & echo; sleep 1000; wait").start();
    try {
      await()
          .untilAsserted(() ->
              assertThat(usage(tree.pid()).getCpusUserTimeSecs())
                  .as("the busy child's time")
                  .isGreaterThan(0.1));
    } finally {
      tree.descendants().forEach(ProcessHandle::destroyForcibly);
      tree.destroyForcibly();
    }
  }

  @Test
  void whatHasEndedUsesNothing() {
    ResourceStatistics statistics = usage(Integer.MAX_VALUE);
    assertThat(statistics.getMemRssBytes()).isZero();
    assertThat(statistics.hasMemLimitBytes()).isFalse();
  }

  private static ResourceStatistics usage(long pid) {
    return ContainerUsage.sample(NOW).of(List.of(pid), List.of(), Map.of());
  }
}
