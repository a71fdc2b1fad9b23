package io.meseta.runtime.flags;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of bytes as Mesos writes them: {@code 4KB}, {@code 2GB}; one KB is 1024 bytes (Mesos
 * reference §14).
 */
public final class BytesText {

  private enum Unit {
    B,
    KB,
    MB,
    GB,
    TB;

    long bytes() {
      return 1L << (10 * ordinal());
    }
  }

  private static final Pattern TEXT = Pattern.compile("(\\d{1,19})(B|KB|MB|GB|TB)");

  private BytesText() {}

  /**
   * Reads an amount; the unit in any case.
   *
   * @throws IllegalArgumentException if it is none, or too big; the message says what would be
   *     right
   */
  public static long parse(String text) {
    Matcher parts = TEXT.matcher(text.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a number of bytes: write a whole number and one of B, KB, MB, GB, TB"
              .formatted(text));
    }
    try {
      return Math.multiplyExact(
          Long.parseLong(parts.group(1)), Unit.valueOf(parts.group(2)).bytes());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is too many bytes".formatted(text), e);
    }
  }

  /** Writes an amount in the biggest unit in which it is a whole number. */
  public static String render(long bytes) {
    Unit unit = Unit.B;
    for (Unit candidate : Unit.values()) {
      if (bytes != 0 && bytes % candidate.bytes() == 0) {
        unit = candidate;
      }
    }
    return bytes / unit.bytes() + unit.name();
  }
}
