package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/**
 * The text form of the agent's {@code --attributes}, for example {@code rack:ab;u:1;slots:[1-5]}
 * (Mesos reference §8.7).
 */
public final class AttributeParser {

  private AttributeParser() {}

  /**
   * The attributes of a text.
   *
   * @throws IllegalArgumentException if the text has none
   */
  public static List<Attribute> parse(String text) {
    List<Attribute> attributes = new ArrayList<>();
    for (String token : text.split("[;\n]")) {
      if (!token.isEmpty()) {
        attributes.add(parseOne(token));
      }
    }
    return List.copyOf(attributes);
  }

  private static Attribute parseOne(String token) {
    int colon = token.indexOf(':');
    if (colon <= 0 || colon == token.length() - 1) {
      throw new IllegalArgumentException("Invalid attribute key:value pair '" + token + "'");
    }
    String name = token.substring(0, colon);
    String text = token.substring(colon + 1);
    Value value = value(name, text);
    Attribute.Builder attribute = Attribute.newBuilder().setName(name).setType(value.getType());
    switch (value.getType()) {
      case SCALAR -> attribute.setScalar(value.getScalar());
      case RANGES -> attribute.setRanges(value.getRanges());
      case TEXT -> attribute.setText(value.getText());
      case SET ->
          throw new IllegalArgumentException(
              "Bad type for attribute " + name + " text " + text + " type SET");
    }
    return attribute.build();
  }

  private static Value value(String name, String text) {
    try {
      return ValueParser.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Failed to parse attribute " + name + " text " + text + " error " + e.getMessage(), e);
    }
  }
}
