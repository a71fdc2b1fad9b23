package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Value;

/** Small things as the page reads them: times in milliseconds since the epoch, absent as null. */
final class UiJson {

  private UiJson() {}

  static void time(JsonGenerator out, String name, Optional<Instant> time) throws IOException {
    if (time.isPresent()) {
      out.writeNumberField(name, time.get().toEpochMilli());
    } else {
      out.writeNullField(name);
    }
  }

  static void text(JsonGenerator out, String name, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      out.writeStringField(name, text.get());
    } else {
      out.writeNullField(name);
    }
  }

  static void labels(JsonGenerator out, Labels labels) throws IOException {
    out.writeArrayFieldStart("labels");
    for (var label : labels.getLabelsList()) {
      pair(out, "key", label.getKey(), label.getValue());
    }
    out.writeEndArray();
  }

  static void attributes(JsonGenerator out, List<Attribute> attributes) throws IOException {
    out.writeArrayFieldStart("attributes");
    for (Attribute attribute : attributes) {
      pair(out, "name", attribute.getName(), text(attribute));
    }
    out.writeEndArray();
  }

  private static void pair(JsonGenerator out, String keyName, String key, String value)
      throws IOException {
    out.writeStartObject();
    out.writeStringField(keyName, key);
    out.writeStringField("value", value);
    out.writeEndObject();
  }

  /** The value of an attribute as in the flag {@code --attributes}. */
  static String text(Attribute attribute) {
    return switch (attribute.getType()) {
      case TEXT -> attribute.getText().getValue();
      case SCALAR -> number(attribute.getScalar().getValue());
      case RANGES -> ranges(attribute.getRanges());
      case SET -> "{" + String.join(", ", attribute.getSet().getItemList()) + "}";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String ranges(Value.Ranges ranges) {
    return ranges.getRangeList().stream()
        .map(range -> range.getBegin() + "-" + range.getEnd())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Seconds with a fraction, as statuses have them; empty if not set. */
  static Optional<Instant> instant(double seconds) {
    return seconds > 0
        ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)))
        : Optional.empty();
  }
}
