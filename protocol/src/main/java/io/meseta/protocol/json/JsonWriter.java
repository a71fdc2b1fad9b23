package io.meseta.protocol.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

/** Writes messages in the order of declaration, with the defaults that Mesos writes. */
final class JsonWriter {
  private JsonWriter() {}

  static void write(Message message, MessageTable table, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (FieldTable field : table.fields) {
      if (field.map) {
        writeMap(message, field, out);
      } else if (field.repeated) {
        writeList(message, field, out);
      } else if (field.defaultWritten || message.hasField(field.descriptor)) {
        out.writeFieldName(field.name);
        writeValue(message.getField(field.descriptor), field, out);
      }
    }
    out.writeEndObject();
  }

  private static void writeList(Message message, FieldTable field, JsonGenerator out)
      throws IOException {
    int count = message.getRepeatedFieldCount(field.descriptor);
    if (count == 0 && !field.defaultWritten) {
      return;
    }
    out.writeFieldName(field.name);
    out.writeStartArray();
    for (int i = 0; i < count; i++) {
      writeValue(message.getRepeatedField(field.descriptor, i), field, out);
    }
    out.writeEndArray();
  }

  private static void writeMap(Message message, FieldTable field, JsonGenerator out)
      throws IOException {
    List<?> entries = (List<?>) message.getField(field.descriptor);
    if (entries.isEmpty()) {
      return;
    }
    FieldTable keys = field.messageType().fields.get(0);
    FieldTable values = field.messageType().fields.get(1);
    out.writeFieldName(field.name);
    out.writeStartObject();
    for (Object each : entries) {
      Message entry = (Message) each;
      out.writeFieldName(String.valueOf(entry.getField(keys.descriptor)));
      writeValue(entry.getField(values.descriptor), values, out);
    }
    out.writeEndObject();
  }

  private static void writeValue(Object value, FieldTable field, JsonGenerator out)
      throws IOException {
    switch (field.type) {
      case MESSAGE:
        write((Message) value, field.messageType(), out);
        break;
      case ENUM:
        out.writeString(field.enumName((EnumValueDescriptor) value));
        break;
      case STRING:
        out.writeString((String) value);
        break;
      case BYTE_STRING:
        out.writeString(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
        break;
      case BOOLEAN:
        out.writeBoolean((Boolean) value);
        break;
      case INT:
        writeInt((Integer) value, field.unsigned, out);
        break;
      case LONG:
        writeLong((Long) value, field.unsigned, out);
        break;
      case FLOAT:
      case DOUBLE:
        MesosJson.writeDouble(out, ((Number) value).doubleValue());
        break;
    }
  }

  private static void writeInt(int value, boolean unsigned, JsonGenerator out) throws IOException {
    out.writeNumber(unsigned ? Integer.toUnsignedLong(value) : value);
  }

  private static void writeLong(long value, boolean unsigned, JsonGenerator out)
      throws IOException {
    if (unsigned && value < 0) {
      out.writeNumber(new BigInteger(Long.toUnsignedString(value)));
    } else {
      out.writeNumber(value);
    }
  }
}
