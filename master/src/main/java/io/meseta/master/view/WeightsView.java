package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.RoleRulesSnapshot;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.Map;

/** {@code /weights}: all weights that were ever set (Mesos reference §4.1). */
public record WeightsView(RoleRulesSnapshot rules) implements JsonView {

  @Override
  public boolean isArray() {
    return true;
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    for (Map.Entry<String, Double> weight : rules.weights().entrySet()) {
      out.writeStartObject();
      out.writeStringField("role", weight.getKey());
      JsonView.number(out, "weight", weight.getValue());
      out.writeEndObject();
    }
  }
}
