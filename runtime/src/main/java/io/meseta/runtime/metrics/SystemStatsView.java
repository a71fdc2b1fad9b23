package io.meseta.runtime.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** {@code /system/stats.json}: the machine under the names of old (Mesos reference §4.2). */
public final class SystemStatsView implements JsonView {

  private static final SystemMetrics MACHINE = new SystemMetrics();

  /** A view of the machine at the moment of writing. */
  public SystemStatsView() {}

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    Map<String, Double> values = measure();
    for (String minutes : new String[] {"15min", "1min", "5min"}) {
      Double load = values.get("system/load_" + minutes);
      if (load != null) {
        JsonView.number(out, "avg_load_" + minutes, load);
      }
    }
    for (String name : new String[] {"cpus_total", "mem_free_bytes", "mem_total_bytes"}) {
      out.writeNumberField(name, values.getOrDefault("system/" + name, 0.0).longValue());
    }
  }

  private static Map<String, Double> measure() {
    Map<String, Double> values = new HashMap<>();
    MACHINE.report(
        new MetricSource.Receiver() {
          @Override
          public void gauge(String name, double value) {
            values.put(name, value);
          }

          @Override
          public void counter(String name, double value) {
            values.put(name, value);
          }
        });
    return values;
  }
}
