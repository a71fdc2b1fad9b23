package io.meseta.core.master.validate;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in texts, as C++ streams print them: six digits, and an exponent only if need be. */
public final class PrintedNumber {

  private static final MathContext SIX_DIGITS = new MathContext(6);

  private PrintedNumber() {}

  /** The number as text. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (rounded.signum() == 0 || (exponent >= -4 && exponent < 6)) {
      return rounded.toPlainString();
    }
    BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
    return "%se%s%02d"
        .formatted(mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
