package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.Value;

/**
 * Values as text (Mesos reference §8.1): {@code 1.5}, {@code [1-10, 20-30]}, {@code {a, b}}, {@code
 * text}.
 */
final class ValueSyntax {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,19})\\s*-\\s*(\\d{1,19})");
  private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9_/.-]+");

  private ValueSyntax() {}

  /**
   * The value that the text stands for.
   *
   * @param what what the value is for, to name it in errors
   * @throws SyntaxException if it is none of the four
   */
  static Value parse(String what, String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("[")) {
      return ranges(what, inside(what, trimmed, ']'));
    }
    if (trimmed.startsWith("{")) {
      return set(what, inside(what, trimmed, '}'));
    }
    if (NUMBER.matcher(trimmed).matches()) {
      return scalar(Double.parseDouble(trimmed));
    }
    if (TEXT.matcher(trimmed).matches()) {
      return Value.newBuilder()
          .setType(Value.Type.TEXT)
          .setText(Value.Text.newBuilder().setValue(trimmed))
          .build();
    }
    throw new SyntaxException(
        "the value of '%s' must be a number, [begin-end, …], {item, …} or a word, but is '%s'"
            .formatted(what, trimmed));
  }

  private static Value scalar(double number) {
    return Value.newBuilder()
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(number))
        .build();
  }

  private static Value ranges(String what, String content) {
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    for (String item : items(content)) {
      Matcher range = RANGE.matcher(item);
      if (!range.matches()) {
        throw new SyntaxException(
            "'%s' has the range '%s'; expected begin-end".formatted(what, item));
      }
      ranges.addRange(
          Value.Range.newBuilder()
              .setBegin(Long.parseUnsignedLong(range.group(1)))
              .setEnd(Long.parseUnsignedLong(range.group(2))));
    }
    return Value.newBuilder().setType(Value.Type.RANGES).setRanges(ranges).build();
  }

  private static Value set(String what, String content) {
    Set<String> items = new LinkedHashSet<>();
    for (String item : items(content)) {
      if (!items.add(item)) {
        throw new SyntaxException("'%s' has the item '%s' twice".formatted(what, item));
      }
    }
    return Value.newBuilder()
        .setType(Value.Type.SET)
        .setSet(Value.Set.newBuilder().addAllItem(items))
        .build();
  }

  private static String inside(String what, String text, char close) {
    if (text.charAt(text.length() - 1) != close) {
      throw new SyntaxException("'%s' lacks the closing '%s'".formatted(what, close));
    }
    return text.substring(1, text.length() - 1);
  }

  private static List<String> items(String content) {
    List<String> items = new ArrayList<>();
    for (String item : content.split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }
}
