package io.meseta.core.resource;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Value;

/**
 * Values as text (Mesos reference §8.1): {@code 1.5}, {@code [1-10, 20-30]}, {@code {a, b}}, {@code
 * text}. As in Mesos blanks mean nothing, and what is no number is text.
 */
final class ValueSyntax {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,20}");

  private ValueSyntax() {}

  /**
   * The value that the text stands for.
   *
   * @throws SyntaxException if it is none of the four; the message is that of Mesos
   */
  static Value parse(String text) {
    String dense = text.replace(" ", "");
    if (dense.isEmpty()) {
      throw new SyntaxException("Expecting non-empty string");
    }
    if (!isBalanced(dense, '{', '}')
        || !isBalanced(dense, '[', ']')
        || !isBalanced(dense, '(', ')')) {
      throw new SyntaxException("Mismatched brackets");
    }
    if (dense.startsWith("[")) {
      return ranges(dense);
    }
    if (dense.contains("[")) {
      throw new SyntaxException("Unexpected '[' found");
    }
    if (dense.startsWith("{")) {
      return set(dense);
    }
    if (dense.contains("{")) {
      throw new SyntaxException("Unexpected '{' found");
    }
    return scalarOrText(dense);
  }

  private static boolean isBalanced(String text, char open, char close) {
    int depth = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      char c = text.charAt(i);
      depth += c == open ? 1 : c == close ? -1 : 0;
    }
    return depth == 0;
  }

  /** Negative and infinite numbers are text, as in Mesos. */
  private static Value scalarOrText(String text) {
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (number != 0 && Math.abs(number) < Double.MIN_NORMAL) {
      throw new SyntaxException("Subnormal values not supported");
    }
    Value.Builder value = Value.newBuilder();
    return number >= 0 && number <= Double.MAX_VALUE
        ? value
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(number))
            .build()
        : value.setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue(text)).build();
  }

  private static Value ranges(String text) {
    List<String> numbers = words(text, "[\\[\\]\\-,\n]");
    if (numbers.size() % 2 != 0) {
      throw new SyntaxException("Expecting one or more \"ranges\"");
    }
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    for (int i = 0; i < numbers.size(); i += 2) {
      ranges.addRange(range(numbers.get(i), numbers.get(i + 1)));
    }
    return Value.newBuilder()
        .setType(Value.Type.RANGES)
        .setRanges(areSound(ranges) ? RangesAmount.of(ranges.build()).toRanges() : ranges.build())
        .build();
  }

  private static Value.Range range(String begin, String end) {
    try {
      if (WHOLE.matcher(begin).matches() && WHOLE.matcher(end).matches()) {
        return Value.Range.newBuilder()
            .setBegin(Long.parseUnsignedLong(begin))
            .setEnd(Long.parseUnsignedLong(end))
            .build();
      }
    } catch (NumberFormatException _) {
      // above 2^64 - 1: no such number either
    }
    throw new SyntaxException("Expecting non-negative integers in '" + begin + "'");
  }

  /** Only such can be coalesced; what is wrong with others is for validation to say. */
  private static boolean areSound(Value.Ranges.Builder ranges) {
    return ranges.getRangeList().stream()
        .allMatch(range ->
            range.getBegin() >= 0
                && range.getBegin() <= range.getEnd()
                && range.getEnd() < Long.MAX_VALUE);
  }

  private static Value set(String text) {
    return Value.newBuilder()
        .setType(Value.Type.SET)
        .setSet(Value.Set.newBuilder().addAllItem(words(text, "[{},\n]")))
        .build();
  }

  private static List<String> words(String text, String delimiter) {
    return Stream.of(text.split(delimiter, -1)).filter(word -> !word.isEmpty()).toList();
  }
}
