package io.meseta.runtime.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.protocol.json.MesosJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;

/** Something that writes itself as JSON; with the few words in which the views are written. */
@FunctionalInterface
public interface JsonView {

  /** Writes this where the generator stands. */
  void writeTo(JsonGenerator out) throws IOException;

  /** One element of an array or of an object. */
  @FunctionalInterface
  interface Writer<T> {
    /** Writes one element where the generator stands. */
    void write(JsonGenerator out, T element) throws IOException;
  }

  /** Whether this is an array and not an object. */
  default boolean isArray() {
    return false;
  }

  /**
   * The whole of this in UTF-8: an object whose fields {@link #writeTo} writes, or an array whose
   * elements it writes.
   */
  default byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator out = Factory.JSON.createGenerator(bytes)) {
      if (isArray()) {
        out.writeStartArray();
        writeTo(out);
        out.writeEndArray();
      } else {
        out.writeStartObject();
        writeTo(out);
        out.writeEndObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON into memory", e);
    }
    return bytes.toByteArray();
  }

  /** {@code "name":{…}}. */
  static void object(JsonGenerator out, String name, JsonView fields) throws IOException {
    out.writeObjectFieldStart(name);
    fields.writeTo(out);
    out.writeEndObject();
  }

  /** {@code "name":[{…},…]}. */
  static <T> void objects(
      JsonGenerator out, String name, Collection<? extends T> elements, Writer<T> writer)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (T element : elements) {
      out.writeStartObject();
      writer.write(out, element);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** {@code "name":["…",…]}. */
  static void strings(JsonGenerator out, String name, Iterable<String> elements)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String element : elements) {
      out.writeString(element);
    }
    out.writeEndArray();
  }

  /** {@code "name":1.5}, always with a fraction, as Mesos prints doubles. */
  static void number(JsonGenerator out, String name, double value) throws IOException {
    out.writeFieldName(name);
    MesosJson.writeDouble(out, value);
  }

  /** Seconds since the epoch with a fraction. */
  static void time(JsonGenerator out, String name, Instant instant) throws IOException {
    number(out, name, seconds(instant));
  }

  /** Seconds since the epoch, to the microsecond. */
  static double seconds(Instant instant) {
    return instant.getEpochSecond() + (instant.getNano() / 1000) / 1e6;
  }

  /** Where generators come from. */
  final class Factory {
    private static final JsonFactory JSON = new JsonFactory();

    private Factory() {}
  }
}
