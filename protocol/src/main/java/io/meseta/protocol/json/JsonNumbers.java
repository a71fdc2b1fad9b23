package io.meseta.protocol.json;

import java.math.BigDecimal;

/** The text of floating-point numbers as Mesos writes it. */
final class JsonNumbers {
  private static final double EXACT_INTEGERS = 1e15;

  private JsonNumbers() {}

  /** Shortest digits; plain notation from 1e-6 up to 1e21, as {@code 0.25} and {@code 15.0}. */
  static String format(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS) {
      return (isNegativeZero(value) ? "-0" : Long.toString((long) value)) + ".0";
    }
    String shortest = Double.toString(value);
    return shortest.indexOf('E') < 0 ? shortest : withoutScientific(shortest);
  }

  private static String withoutScientific(String shortest) {
    BigDecimal decimal = new BigDecimal(shortest).stripTrailingZeros();
    String digits = decimal.unscaledValue().abs().toString();
    String sign = decimal.signum() < 0 ? "-" : "";
    int pointAt = digits.length() - decimal.scale();
    if (pointAt > 21 || pointAt <= -6) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      return sign + digits.charAt(0) + fraction + "e" + (pointAt - 1);
    }
    String plain = decimal.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && 1 / value < 0;
  }
}
