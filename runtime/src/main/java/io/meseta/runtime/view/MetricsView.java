package io.meseta.runtime.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * {@code /metrics/snapshot}: name and number of each metric (Mesos reference §4.7).
 *
 * @param values in the order in which they are to be written
 */
public record MetricsView(Map<String, Double> values) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    for (Map.Entry<String, Double> metric : values.entrySet()) {
      JsonView.number(out, metric.getKey(), metric.getValue());
    }
  }
}
