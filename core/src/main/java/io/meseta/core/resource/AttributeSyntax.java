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
   * @throws SyntaxException if the text cannot be understood; the message names the part
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
    if (colon <= 0) {
      throw new SyntaxException("'%s' is no attribute; expected name:value".formatted(item));
    }
    String name = item.substring(0, colon).strip();
    Value value = ValueSyntax.parse(name, item.substring(colon + 1));
    Attribute.Builder attribute = Attribute.newBuilder().setName(name).setType(value.getType());
    switch (value.getType()) {
      case SCALAR -> attribute.setScalar(value.getScalar());
      case RANGES -> attribute.setRanges(value.getRanges());
      case TEXT -> attribute.setText(value.getText());
      case SET ->
          throw new SyntaxException(
              "the attribute '%s' is a set; an attribute must be a number, [begin-end, …] or a word"
                  .formatted(name));
    }
    return attribute.build();
  }
}
