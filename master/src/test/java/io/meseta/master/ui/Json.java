package io.meseta.master.ui;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, numbers (double) and booleans, for assertions. */
public record Json(@Nullable Object value) {

  /** Parses one value. */
  public static Json parse(byte[] json) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return new Json(read(parser));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member of an object, or an element of an array when the step is a number. */
  public Json at(Object... steps) {
    Object here = value;
    for (Object step : steps) {
      if (here instanceof Map<?, ?> map) {
        if (!map.containsKey(step)) {
          throw new AssertionError("no '" + step + "' in " + map);
        }
        here = map.get(step);
      } else if (here instanceof List<?> list && step instanceof Integer index) {
        here = list.get(index);
      } else {
        throw new AssertionError("cannot step to '" + step + "' in " + here);
      }
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

  /** One member of each object of an array. */
  public List<@Nullable Object> each(String name) {
    List<@Nullable Object> values = new ArrayList<>();
    all().forEach(element -> values.add(element.at(name).value()));
    return values;
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
