package io.meseta.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.google.protobuf.Message;
import io.meseta.protocol.v0.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON dialect of Mesos (Mesos reference §0.2), which is not that of protobuf: names as in the
 * {@code .proto} files, 64-bit integers as numbers, explicit defaults written out, lenient reading.
 * Knows every message by its descriptor; never bends to a single one. Thread-safe.
 */
public final class MesosJson {
  /** How deep objects and arrays may nest; protobuf parsers stop at the same depth. */
  public static final int MAX_DEPTH = 100;

  /** Makes generators and parsers with the limits of this dialect. */
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private MesosJson() {}

  /** The message as one line of v1 JSON. */
  public static String write(Message message) {
    return new String(writeBytes(message), StandardCharsets.UTF_8);
  }

  /** The message as one line of v1 JSON in UTF-8. */
  public static byte[] writeBytes(Message message) {
    return writeBytes(message, Dialect.V1);
  }

  /** The message as one line of JSON in UTF-8. */
  public static byte[] writeBytes(Message message, Dialect dialect) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(message, generator, dialect);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + name(message) + " as JSON", e);
    }
    return out.toByteArray();
  }

  /** Writes the message as one v1 JSON object where the generator stands. */
  public static void write(Message message, JsonGenerator generator) throws IOException {
    write(message, generator, Dialect.V1);
  }

  /** Writes the message as one JSON object where the generator stands. */
  public static void write(Message message, JsonGenerator generator, Dialect dialect)
      throws IOException {
    JsonWriter.write(message, MessageTable.of(message.getDescriptorForType(), dialect), generator);
  }

  /**
   * Reads one v1 JSON object with all the leniency of Mesos.
   *
   * @param json UTF-8; bytes that are not become replacement characters
   * @param builder an empty builder, which is filled in; after an error its content is undefined
   * @throws MesosJsonException if it is not JSON, does not fit, or lacks a required field
   */
  public static void read(byte[] json, Message.Builder builder) throws MesosJsonException {
    read(json, builder, Dialect.V1);
  }

  /** As {@link #read(byte[], Message.Builder)}, in the names of {@code dialect}. */
  public static void read(byte[] json, Message.Builder builder, Dialect dialect)
      throws MesosJsonException {
    JsonReader.read(json, builder, dialect);
  }

  /**
   * Writes a floating-point number the way Mesos does: shortest digits, always with a fraction or
   * an exponent ({@code 15.0}). Infinities become strings, which Mesos reads.
   */
  public static void writeDouble(JsonGenerator generator, double value) throws IOException {
    if (Double.isFinite(value)) {
      generator.writeNumber(JsonNumbers.format(value));
    } else {
      generator.writeString(Double.toString(value));
    }
  }

  private static String name(Message message) {
    return message.getDescriptorForType().getFullName();
  }
}
