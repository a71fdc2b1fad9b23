package io.meseta.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meseta.runtime.view.MetricsView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Path GOLDEN = Path.of(System.getProperty("meseta.root"), "golden");
  private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\":(-?[0-9.eE+-]+)");

  private final Metrics metrics = new Metrics();

  private String prometheus() {
    return new String(PrometheusText.render(metrics), StandardCharsets.UTF_8);
  }

  @Test
  void tellsCountersGaugesAndSourcesByTheirNames() {
    metrics.counter("master/tasks_finished").add(2);
    metrics.counter("master/tasks_finished").increment();
    metrics.gauge("master/elected", () -> 1);
    metrics.source(receiver -> {
      receiver.gauge("master/cpus_total", 7);
      receiver.counter("master/slave_registrations", 4);
    });

    assertThat(metrics.values())
        .isEqualTo(
            Map.of(
                "master/tasks_finished", 3.0,
                "master/elected", 1.0,
                "master/cpus_total", 7.0,
                "master/slave_registrations", 4.0));
    assertThat(new String(new MetricsView(metrics.values()).toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"master/cpus_total\":7.0,\"master/elected\":1.0,"
                + "\"master/slave_registrations\":4.0,\"master/tasks_finished\":3.0}");
  }

  @Test
  void tellsTimersWithTheStatisticsOfMesos() {
    Timer timer = metrics.timer("registrar/state_store");
    assertThat(metrics.values()).isEmpty();
    for (int i = 1; i <= 100; i++) {
      timer.record(i * 1_000_000L);
    }

    Map<String, Double> values = metrics.values();
    assertThat(values)
        .containsOnlyKeys(
            "registrar/state_store_ms",
            "registrar/state_store_ms/count",
            "registrar/state_store_ms/max",
            "registrar/state_store_ms/min",
            "registrar/state_store_ms/p50",
            "registrar/state_store_ms/p90",
            "registrar/state_store_ms/p95",
            "registrar/state_store_ms/p99",
            "registrar/state_store_ms/p999",
            "registrar/state_store_ms/p9999");
    assertThat(values.get("registrar/state_store_ms")).isEqualTo(100);
    assertThat(values.get("registrar/state_store_ms/count")).isEqualTo(100);
    assertThat(values.get("registrar/state_store_ms/p50")).isCloseTo(50, within(1.0));
    assertThat(values.get("registrar/state_store_ms/p99")).isCloseTo(99, within(1.0));
    assertThat(values.get("registrar/state_store_ms/max")).isCloseTo(100, within(1.0));
    assertThat(values.get("registrar/state_store_ms/min")).isCloseTo(1, within(0.1));
  }

  @Test
  void leavesOutWhatFailsOrIsNoNumber() {
    metrics.gauge(
        "broken",
        () -> {
          throw new IllegalStateException("broken");
        });
    metrics.gauge("nan", () -> Double.NaN);
    metrics.gauge("sound", () -> 1);

    assertThat(metrics.values()).containsOnlyKeys("sound");
  }

  @Test
  void forgetsThoseOfAFrameworkThatIsGone() {
    metrics.counter("master/frameworks/hello/1/calls").increment();
    metrics.timer("master/frameworks/hello/1/time").record(1);
    metrics.counter("master/frameworks/hello/2/calls").increment();

    metrics.remove("master/frameworks/hello/1/");

    assertThat(metrics.values()).containsOnlyKeys("master/frameworks/hello/2/calls");
  }

  @Test
  void speaksToPrometheusWithLabels() {
    metrics.counter("master/frameworks/hello%20world/id-1/calls/accept").add(3);
    metrics.counter("master/frameworks/other/id-2/calls/accept").add(4);
    metrics.gauge("master/cpus_total", () -> 7);
    metrics.gauge("allocator/mesos/roles/*/shares/dominant", () -> 0.5);
    metrics.counter("master/task_lost/source_master/reason_agent_removed").increment();
    metrics.counter("frameworks/ops/messages_received").increment();
    metrics.timer("registrar/state_store").record(2_000_000_000L);

    assertThat(prometheus())
        .contains(
            """
            # TYPE meseta_allocator_mesos_role_shares_dominant gauge
            meseta_allocator_mesos_role_shares_dominant{role="*"} 0.5
            """)
        .contains(
            """
            # TYPE meseta_master_framework_calls_accept_total counter
            meseta_master_framework_calls_accept_total{framework="hello world",framework_id="id-1"} 3.0
            meseta_master_framework_calls_accept_total{framework="other",framework_id="id-2"} 4.0
            """)
        .contains("meseta_master_cpus_total 7.0\n")
        .contains("meseta_master_task_lost_total{reason=\"agent_removed\",source=\"master\"} 1.0\n")
        .contains("meseta_framework_messages_received_total{principal=\"ops\"} 1.0\n")
        .contains("# TYPE meseta_registrar_state_store_seconds summary\n")
        .contains("meseta_registrar_state_store_seconds_count 1\n")
        .contains("meseta_registrar_state_store_seconds_sum 2.0\n");
  }

  @Test
  void findsAPrometheusNameForEveryRecordedMetric() throws Exception {
    for (String daemon : List.of("c-busy/master", "c-busy/agent1", "b-two-agents/agent1")) {
      String text =
          Files.readString(
              GOLDEN.resolve("endpoints").resolve(daemon).resolve("metrics_snapshot.http"));
      Matcher entry = ENTRY.matcher(text.substring(text.indexOf("\r\n\r\n")));
      int count = 0;
      while (entry.find()) {
        String name = entry.group(1);
        double value = Double.parseDouble(entry.group(2));
        metrics.gauge(daemon.replaceAll("[^a-z]", "_") + "/" + name, () -> value);
        count++;
      }
      assertThat(count).as(daemon).isGreaterThan(50);
    }
    assertThat(prometheus().lines())
        .allMatch(line -> line.startsWith("# ") || line.matches("meseta_\\w+(\\{.*})? [-0-9.E+]+"))
        .hasSizeGreaterThan(300);
  }

  @Test
  void tellsOfTheMachine() {
    metrics.source(new SystemMetrics());

    assertThat(metrics.values()).containsKeys("system/cpus_total", "system/mem_total_bytes");
    assertThat(metrics.values().get("system/mem_free_bytes"))
        .isPositive()
        .isLessThan(metrics.values().get("system/mem_total_bytes"));
  }
}
