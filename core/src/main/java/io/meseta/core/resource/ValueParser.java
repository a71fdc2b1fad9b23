package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.apache.mesos.v1.Protos.Value;

/**
 * The text form of values: numbers {@code 1.5}, ranges {@code [1-10, 20-30]}, sets {@code {a, b}},
 * and anything else as text (Mesos reference §8.1).
 */
final class ValueParser {

  private ValueParser() {}

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException with Mesos' words if it has none
   */
  static Value parse(String text) {
    String compact = text.replace(" ", "");
    if (compact.isEmpty()) {
      throw new IllegalArgumentException("Expecting non-empty string");
    }
    if (!matches(compact, '{', '}') || !matches(compact, '[', ']') || !matches(compact, '(', ')')) {
      throw new IllegalArgumentException("Mismatched brackets");
    }
    if (compact.startsWith("[")) {
      return parseRanges(compact);
    }
    if (compact.startsWith("{")) {
      return parseSet(compact);
    }
    if (compact.indexOf('[') > 0 || compact.indexOf('{') > 0) {
      char found = compact.indexOf('[') > 0 ? '[' : '{';
      throw new IllegalArgumentException("Unexpected '" + found + "' found");
    }
    return parseScalarOrText(compact);
  }

  private static boolean matches(String text, char open, char close) {
    int depth = 0;
    for (char c : text.toCharArray()) {
      depth += c == open ? 1 : c == close ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  private static Value parseRanges(String text) {
    List<String> numbers = tokens(text, "[]-,\n");
    if (numbers.size() % 2 != 0) {
      throw new IllegalArgumentException("Expecting one or more \"ranges\"");
    }
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    for (int i = 0; i < numbers.size(); i += 2) {
      try {
        ranges.addRange(
            Value.Range.newBuilder()
                .setBegin(Long.parseLong(numbers.get(i)))
                .setEnd(Long.parseLong(numbers.get(i + 1))));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "Expecting non-negative integers in '" + numbers.get(i) + "'", e);
      }
    }
    return Value.newBuilder().setType(Value.Type.RANGES).setRanges(ranges).build();
  }

  private static Value parseSet(String text) {
    return Value.newBuilder()
        .setType(Value.Type.SET)
        .setSet(Value.Set.newBuilder().addAllItem(tokens(text, "{},\n")))
        .build();
  }

  private static List<String> tokens(String text, String delimiters) {
    List<String> tokens = new ArrayList<>();
    StringTokenizer tokenizer = new StringTokenizer(text, delimiters);
    while (tokenizer.hasMoreTokens()) {
      tokens.add(tokenizer.nextToken());
    }
    return tokens;
  }

  private static Value parseScalarOrText(String text) {
    if (text.matches("[+]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      double number = Double.parseDouble(text);
      if (number != 0 && number < Double.MIN_NORMAL) {
        throw new IllegalArgumentException("Subnormal values not supported");
      }
      if (Double.isFinite(number)) {
        return Value.newBuilder()
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(number))
            .build();
      }
    }
    return Value.newBuilder()
        .setType(Value.Type.TEXT)
        .setText(Value.Text.newBuilder().setValue(text))
        .build();
  }
}
