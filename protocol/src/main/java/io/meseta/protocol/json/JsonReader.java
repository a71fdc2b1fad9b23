package io.meseta.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.meseta.protocol.v0.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Fills a builder from JSON in one pass; a later member of the same name replaces an earlier. */
final class JsonReader {
  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static void read(byte[] json, Message.Builder builder, Dialect dialect)
      throws MesosJsonException {
    try {
      MessageTable table = MessageTable.of(builder.getDescriptorForType(), dialect);
      readDocument(json, builder, table);
    } catch (JsonProcessingException e) {
      if (Utf8.isValid(json)) {
        throw JsonSyntax.error(json, e);
      }
      builder.clear();
      read(Utf8.repair(json), builder, dialect);
    } catch (MesosJsonException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory failed", e);
    }
  }

  private static void readDocument(byte[] json, Message.Builder builder, MessageTable table)
      throws IOException {
    try (JsonParser parser = MesosJson.FACTORY.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw MesosJsonException.syntax("syntax error at line 1 near: ");
      }
      MesosJsonException misfit = null;
      try {
        if (first != JsonToken.START_OBJECT) {
          throw MesosJsonException.conversion("Expecting a JSON object");
        }
        new JsonReader(parser).readObject(builder, table);
      } catch (MesosJsonException e) {
        misfit = e;
      }
      // Mesos reads the whole text before it converts, so errors of syntax come first.
      JsonSyntax.requireEnd(parser, json);
      if (misfit != null) {
        throw misfit;
      }
    }
    if (!builder.isInitialized()) {
      throw MesosJsonException.conversion(
          "Missing required fields: " + builder.getInitializationErrorString());
    }
  }

  private void readObject(Message.Builder builder, MessageTable table) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      FieldTable field = table.field(name);
      if (field == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        readMember(builder, field);
      }
    }
  }

  private void readMember(Message.Builder builder, FieldTable field) throws IOException {
    boolean seen =
        field.repeated
            ? builder.getRepeatedFieldCount(field.descriptor) > 0
            : builder.hasField(field.descriptor);
    if (seen) {
      builder.clearField(field.descriptor);
    }
    try {
      readField(builder, field);
    } catch (MesosJsonException e) {
      throw e.within(field.name.getValue());
    }
  }

  private void readField(Message.Builder builder, FieldTable field) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token == JsonToken.START_ARRAY) {
      if (!field.repeated) {
        throw JsonValues.unexpected(token, field);
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        readField(builder, field);
      }
      return;
    }
    if (field.map && token == JsonToken.START_OBJECT) {
      readMap(builder, field);
      return;
    }
    Object value = readValue(builder, field);
    if (value != null && field.repeated) {
      builder.addRepeatedField(field.descriptor, value);
    } else if (value != null) {
      builder.setField(field.descriptor, value);
    }
  }

  private @Nullable Object readValue(Message.Builder builder, FieldTable field) throws IOException {
    if (field.type != JavaType.MESSAGE) {
      return JsonValues.read(parser, field);
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw JsonValues.unexpected(parser.currentToken(), field);
    }
    Message.Builder nested = builder.newBuilderForField(field.descriptor);
    readObject(nested, field.messageType());
    return nested.buildPartial();
  }

  private void readMap(Message.Builder builder, FieldTable field) throws IOException {
    FieldTable keys = field.messageType().fields.get(0);
    FieldTable values = field.messageType().fields.get(1);
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      Message.Builder entry = builder.newBuilderForField(field.descriptor);
      entry.setField(keys.descriptor, JsonValues.fromText(key, keys));
      parser.nextToken();
      readField(entry, values);
      builder.addRepeatedField(field.descriptor, entry.buildPartial());
    }
  }
}
