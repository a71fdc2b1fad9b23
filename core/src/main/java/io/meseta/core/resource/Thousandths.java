package io.meseta.core.resource;

import java.math.BigDecimal;

/** Numbers with three decimals as whole thousandths (Mesos reference §8.1). */
public final class Thousandths {

  private Thousandths() {}

  /** Rounds half away from zero; values beyond a {@code long} become the nearest one. */
  public static long of(double value) {
    double scaled = value * 1000;
    return scaled < 0 ? -Math.round(-scaled) : Math.round(scaled);
  }

  /** The number itself. */
  public static double toDouble(long thousandths) {
    return thousandths / 1000.0;
  }

  /** The number without superfluous zeros, for example {@code 0.1}, {@code 4064}. */
  public static String toText(long thousandths) {
    return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
  }
}
