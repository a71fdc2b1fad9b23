package io.meseta.protocol.golden;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.recordio.RecordDecoder;
import io.meseta.protocol.recordio.RecordIOException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes and encodes bodies, and collects what came out differently. */
final class RoundTrip {
  /** Who wrote a body: what Mesos wrote must come out in its very words. */
  enum Author {
    MESOS,
    CLIENT
  }

  final List<String> differences = new ArrayList<>();
  int bodies;
  int sameBytes;

  /**
   * The same bytes must come out. Only what Mesos serializes by hand may differ in the order of its
   * fields: then length and meaning must be the same.
   */
  void protobuf(byte[] body, Message type, String where) {
    bodies++;
    try {
      Message message = type.getParserForType().parseFrom(body);
      byte[] encoded = message.toByteArray();
      if (Arrays.equals(body, encoded)) {
        sameBytes++;
      } else if (body.length != encoded.length
          || !message.equals(type.getParserForType().parseFrom(encoded))) {
        HexFormat hex = HexFormat.of();
        differences.add(where + ": " + hex.formatHex(body) + " became " + hex.formatHex(encoded));
      }
    } catch (IOException e) {
      differences.add(where + ": " + e);
    }
  }

  void json(byte[] body, Message type, Author author, String where) {
    bodies++;
    try {
      Message.Builder builder = type.newBuilderForType();
      MesosJson.read(body, builder);
      byte[] encoded = MesosJson.writeBytes(builder.build());
      sameBytes += Arrays.equals(body, encoded) ? 1 : 0;
      compare(
          JsonTree.parse(body),
          JsonTree.parse(encoded),
          new Place(type.getDescriptorForType(), author, where));
    } catch (IOException e) {
      differences.add(where + ": " + e);
    }
  }

  /** A request must be refused in the same words, or else accepted as Mesos did. */
  void request(byte[] body, boolean json, Api api, @Nullable HttpMessage response, String where) {
    String answer = response == null ? "" : new String(response.body(), StandardCharsets.UTF_8);
    if (answer.equals("failed to decode body")) {
      return;
    }
    Optional<String> refusal = json ? api.refusesJson(body) : api.refusesProtobuf(body);
    if (refusal.isPresent()) {
      bodies++;
      if (!refusal.get().equals(answer)) {
        differences.add(where + ": answered " + refusal.get() + " instead of " + answer);
      }
    } else if (answer.startsWith("Failed to parse body")
        || answer.startsWith("Failed to convert")) {
      differences.add(where + ": accepted although Mesos answers " + answer);
    } else if (json) {
      json(body, api.call, Author.CLIENT, where);
    } else {
      protobuf(body, api.call, where);
    }
  }

  /** A stream of records, of which the last may be cut off. */
  void stream(byte[] body, Message type, boolean json, String where) {
    try {
      List<byte[]> records = new ArrayList<>();
      new RecordDecoder(1 << 24).decode(body, records::add);
      for (byte[] record : records) {
        if (json) {
          json(record, type, Author.MESOS, where);
        } else {
          protobuf(record, type, where);
        }
      }
    } catch (RecordIOException e) {
      differences.add(where + ": " + e);
    }
  }

  private void compare(@Nullable Object recorded, @Nullable Object encoded, Place place) {
    if (recorded instanceof Map && encoded instanceof Map) {
      compareObjects(JsonTree.object(recorded), JsonTree.object(encoded), place);
    } else if (recorded instanceof List<?> before && encoded instanceof List<?> after) {
      if (before.size() != after.size()) {
        differences.add(place + ": " + before.size() + " elements became " + after.size());
        return;
      }
      for (int i = 0; i < before.size(); i++) {
        compare(before.get(i), after.get(i), place);
      }
    } else if (!Objects.equals(recorded, encoded) && !sameDouble(recorded, encoded)) {
      differences.add(place + ": " + recorded + " became " + encoded);
    }
  }

  /** Mesos does not always find the shortest digits of a double. */
  private static boolean sameDouble(@Nullable Object recorded, @Nullable Object encoded) {
    return recorded instanceof BigDecimal before
        && encoded instanceof BigDecimal after
        && before.scale() > 0
        && before.doubleValue() == after.doubleValue();
  }

  private void compareObjects(
      Map<String, Object> recorded, Map<String, Object> encoded, Place place) {
    recorded.forEach((name, value) -> {
      if (encoded.containsKey(name)) {
        compare(value, encoded.get(name), place.member(name));
      } else if (!place.mayVanish(name, value)) {
        differences.add(place.member(name) + ": " + value + " is gone");
      }
    });
    encoded.forEach((name, value) -> {
      if (!recorded.containsKey(name) && !place.mayAppear(name, value)) {
        differences.add(place.member(name) + ": " + value + " has appeared");
      }
    });
  }

  /** Where in a body a value stands; the type is null within a map. */
  private record Place(@Nullable Descriptor type, Author author, String path) {
    Place member(String name) {
      FieldDescriptor field = type == null ? null : type.findFieldByName(name);
      boolean message = field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (type == null) {
        return new Place(null, author, path + "." + name);
      }
      return new Place(message ? field.getMessageType() : null, author, path + "." + name);
    }

    /** Mesos drops nulls, fields it does not know and names of enum values it does not know. */
    boolean mayVanish(String name, @Nullable Object value) {
      FieldDescriptor field = type == null ? null : type.findFieldByName(name);
      boolean unknownEnum =
          field != null
              && field.getJavaType() == FieldDescriptor.JavaType.ENUM
              && field.getEnumType().findValueByName(String.valueOf(value)) == null;
      boolean dropped = value == null || value.equals(List.of()) || unknownEnum;
      return author == Author.CLIENT && (dropped || type != null && field == null);
    }

    /** Mesos writes explicit defaults. */
    boolean mayAppear(String name, @Nullable Object value) {
      FieldDescriptor field = type == null ? null : type.findFieldByName(name);
      return author == Author.CLIENT
          && field != null
          && field.hasDefaultValue()
          && String.valueOf(value).equals(String.valueOf(MesosDefault.of(field)));
    }

    @Override
    public String toString() {
      return path;
    }
  }
}
