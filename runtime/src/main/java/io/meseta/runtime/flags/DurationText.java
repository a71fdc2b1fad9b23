package io.meseta.runtime.flags;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Mesos writes them: {@code 15secs}, {@code 1.5hrs}, {@code 2weeks} (Mesos reference
 * §14).
 */
public final class DurationText {

  /** A unit of time; the names are those of the text. */
  private enum Unit {
    ns(1),
    us(1_000),
    ms(1_000_000),
    secs(1_000_000_000L),
    mins(60 * secs.nanos),
    hrs(60 * mins.nanos),
    days(24 * hrs.nanos),
    weeks(7 * days.nanos);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }

    boolean divides(long duration) {
      return duration % nanos == 0;
    }
  }

  private static final Pattern TEXT =
      Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+))(ns|us|ms|secs|mins|hrs|days|weeks)");
  private static final MathContext AS_MESOS = new MathContext(15, RoundingMode.HALF_EVEN);

  private DurationText() {}

  /**
   * Reads a duration; parts of a nanosecond are dropped.
   *
   * @throws IllegalArgumentException if it is none or longer than about 292 years; the message says
   *     what would be right
   */
  public static Duration parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a duration: write a number and one of ns, us, ms, secs, mins, hrs, days, weeks"
              .formatted(text));
    }
    BigDecimal nanos =
        new BigDecimal(parts.group(1))
            .multiply(BigDecimal.valueOf(Unit.valueOf(parts.group(2)).nanos));
    if (nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("'%s' is too long a duration".formatted(text));
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /**
   * Writes a duration as Mesos does: in the biggest unit it reaches, or the one below if that makes
   * it whole.
   */
  public static String render(Duration duration) {
    long nanos = duration.toNanos();
    Unit unit = Unit.ns;
    for (Unit candidate : Unit.values()) {
      if (candidate.nanos <= Math.abs(nanos)) {
        unit = candidate;
      }
    }
    if (unit != Unit.ns && !unit.divides(nanos)) {
      Unit below = Unit.values()[unit.ordinal() - 1];
      unit = below.divides(nanos) ? below : unit;
    }
    BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit.nanos), AS_MESOS);
    return value.stripTrailingZeros().toPlainString() + unit;
  }
}
