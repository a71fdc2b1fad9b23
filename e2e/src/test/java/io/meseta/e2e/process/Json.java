package io.meseta.e2e.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, numbers (double) and booleans, for assertions. */
public record Json(@Nullable Object value) {

  /** Parses exactly one value. */
  public static Json parse(String json) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      Json value = new Json(read(parser));
      if (parser.nextToken() != null) {
        throw new AssertionError("more than one JSON value in: " + json);
      }
      return value;
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }

  /** The member of objects within objects. */
  public Json at(String... names) {
    Object here = value;
    for (String name : names) {
      if (!(here instanceof Map<?, ?> map) || !map.containsKey(name)) {
        throw new AssertionError("no '" + name + "' in " + here);
      }
      here = map.get(name);
    }
    return new Json(here);
  }

  /** The elements of an array. */
  public List<Json> all() {
    if (value instanceof List<?> list) {
      return list.stream().map(element -> new Json(element)).toList();
    }
    throw new AssertionError("not an array: " + value);
  }

  /** The text of a string. */
  public String text() {
    return String.valueOf(value);
  }

  /** A number that is whole. */
  public long number() {
    if (value instanceof Double number && number == Math.rint(number)) {
      return number.longValue();
    }
    throw new AssertionError("not a whole number: " + value);
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, read(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser));
    }
    return array;
  }
}
