package io.meseta.runtime.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** {@code /flags}: name and value of each flag that has one (Mesos reference §4.1). */
public record FlagsView(Map<String, String> flags) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    JsonView.object(
        out,
        "flags",
        fields -> {
          for (var flag : new TreeMap<>(flags).entrySet()) {
            fields.writeStringField(flag.getKey(), flag.getValue());
          }
        });
  }
}
