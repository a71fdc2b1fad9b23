package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/** Attributes as operators write them (Mesos reference §8.1), for example {@code rack:r1;u:1}. */
public final class AttributeSyntax {

  private AttributeSyntax() {}

  /**
   * The attributes that the text names, in its order.
   *
   * @throws SyntaxException if the text cannot be understood; the message is that of Mesos
   */
  public static List<Attribute> parse(String text) {
    List<Attribute> attributes = new ArrayList<>();
    for (String item : text.split("[;\n]", -1)) {
      if (!item.isBlank()) {
        attributes.add(attribute(item.strip()));
      }
    }
    return attributes;
  }

  private static Attribute attribute(String item) {
    int colon = item.indexOf(':');
    if (colon <= 0 || colon == item.length() - 1) {
      throw new SyntaxException("Invalid attribute key:value pair '" + item + "'");
    }
    String name = item.substring(0, colon).strip();
    String text = item.substring(colon + 1);
    Value value = value(name, text);
    Attribute.Builder attribute = Attribute.newBuilder().setName(name).setType(value.getType());
    switch (value.getType()) {
      case SCALAR -> attribute.setScalar(value.getScalar());
      case RANGES -> attribute.setRanges(value.getRanges());
      case TEXT -> attribute.setText(value.getText());
      case SET ->
          throw new SyntaxException(
              "Bad type for attribute %s text %s type SET".formatted(name, text));
    }
    return attribute.build();
  }

  private static Value value(String name, String text) {
    try {
      return ValueSyntax.parse(text);
    } catch (SyntaxException e) {
      throw new SyntaxException(
          "Failed to parse attribute %s text %s error %s".formatted(name, text, e.getMessage()));
    }
  }
}
