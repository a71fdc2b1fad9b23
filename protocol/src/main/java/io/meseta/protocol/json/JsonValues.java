package io.meseta.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.io.IOException;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one JSON value that is neither object nor array into the value of a field. */
final class JsonValues {
  private static final int MAX_NUMBER_LENGTH = 1000;
  private static final int MAX_INTEGER_LENGTH = 20;
  private static final Pattern INTEGER = Pattern.compile("-?\\d+");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

  private JsonValues() {}

  /** The value where the parser stands, or null if Mesos drops it (an unknown enum name). */
  static @Nullable Object read(JsonParser parser, FieldTable field) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case VALUE_STRING:
        return fromString(parser.getText(), field);
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        if (!isNumeric(field)) {
          throw unexpected(token, field);
        }
        if (token == JsonToken.VALUE_NUMBER_INT
            && parser.getTextLength() < MAX_INTEGER_LENGTH - 1) {
          return integer(parser.getLongValue(), field);
        }
        return number(parser.getText(), field);
      case VALUE_TRUE:
      case VALUE_FALSE:
        if (field.type != JavaType.BOOLEAN) {
          throw unexpected(token, field);
        }
        return token == JsonToken.VALUE_TRUE;
      default:
        throw unexpected(token, field);
    }
  }

  /** The key of a map, which JSON always writes as a string. */
  static Object fromText(String text, FieldTable field) throws MesosJsonException {
    Object value = fromString(text, field);
    if (value == null) {
      throw MesosJsonException.conversion("Failed to find enum for '" + text + "'");
    }
    return value;
  }

  static MesosJsonException unexpected(@Nullable JsonToken token, FieldTable field) {
    return MesosJsonException.conversion(
        "Not expecting a JSON " + nameOf(token) + " for field '" + field.name + "'");
  }

  private static @Nullable Object fromString(String text, FieldTable field)
      throws MesosJsonException {
    switch (field.type) {
      case STRING:
        return Utf8.requireWellFormed(text, field);
      case BYTE_STRING:
        return LenientBase64.decode(text, field);
      case ENUM:
        return enumValue(text, field);
      case BOOLEAN:
        return bool(text, field);
      case MESSAGE:
        throw unexpected(JsonToken.VALUE_STRING, field);
      default:
        return numberFromString(text, field);
    }
  }

  private static @Nullable EnumValueDescriptor enumValue(String text, FieldTable field)
      throws MesosJsonException {
    EnumValueDescriptor value = field.enumValue(text);
    if (value == null && field.descriptor.isRequired()) {
      throw MesosJsonException.conversion("Failed to find enum for '" + text + "'");
    }
    return value;
  }

  private static Boolean bool(String text, FieldTable field) throws MesosJsonException {
    String trimmed = text.strip();
    if (trimmed.equals("true") || trimmed.equals("false")) {
      return trimmed.equals("true");
    }
    throw misread(text, "boolean", field);
  }

  private static Object numberFromString(String text, FieldTable field) throws MesosJsonException {
    boolean floating = field.type == JavaType.DOUBLE || field.type == JavaType.FLOAT;
    if (floating && (text.equals("Infinity") || text.equals("-Infinity"))) {
      return floating(Double.parseDouble(text), field);
    }
    String trimmed = text.strip();
    if (trimmed.length() > MAX_NUMBER_LENGTH || !NUMBER.matcher(trimmed).matches()) {
      throw misread(text, "number", field);
    }
    return number(trimmed, field);
  }

  private static Object number(String text, FieldTable field) throws MesosJsonException {
    boolean floating = field.type == JavaType.DOUBLE || field.type == JavaType.FLOAT;
    if (!floating && text.length() <= MAX_INTEGER_LENGTH && INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text), field);
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw MesosJsonException.syntax("Value out of range");
    }
    if (floating) {
      return floating(value, field);
    }
    if (Math.abs(value) >= 0x1p63) {
      throw outOfRange(text, field);
    }
    return integer((long) value, field);
  }

  private static Object integer(BigInteger value, FieldTable field) throws MesosJsonException {
    boolean fits = value.bitLength() <= (field.unsigned && value.signum() > 0 ? 64 : 63);
    if (!fits) {
      throw outOfRange(value.toString(), field);
    }
    return integer(value.longValue(), field);
  }

  /** As Mesos, a negative number for an unsigned field wraps around: -1 is the greatest value. */
  private static Object integer(long value, FieldTable field) throws MesosJsonException {
    switch (field.type) {
      case LONG:
        return value;
      case INT:
        if (value < Integer.MIN_VALUE || value > (field.unsigned ? 0xffffffffL : 0x7fffffffL)) {
          throw outOfRange(Long.toString(value), field);
        }
        return (int) value;
      default:
        return floating((double) value, field);
    }
  }

  private static Object floating(double value, FieldTable field) {
    return field.type == JavaType.FLOAT ? (Object) (float) value : (Object) value;
  }

  private static boolean isNumeric(FieldTable field) {
    switch (field.type) {
      case INT:
      case LONG:
      case FLOAT:
      case DOUBLE:
        return true;
      default:
        return false;
    }
  }

  private static MesosJsonException outOfRange(String text, FieldTable field) {
    return MesosJsonException.conversion(
        "Number " + text + " is out of range for field '" + field.name + "'");
  }

  private static MesosJsonException misread(String text, String expected, FieldTable field) {
    return MesosJsonException.conversion(
        "Failed to parse '"
            + text
            + "' as a JSON "
            + expected
            + " for field '"
            + field.name
            + "': "
            + JsonSyntax.misreadScalar(text));
  }

  private static String nameOf(@Nullable JsonToken token) {
    if (token == null) {
      return "end";
    }
    switch (token) {
      case START_OBJECT:
        return "object";
      case START_ARRAY:
        return "array";
      case VALUE_STRING:
        return "string";
      case VALUE_TRUE:
      case VALUE_FALSE:
        return "boolean";
      default:
        return "number";
    }
  }
}
