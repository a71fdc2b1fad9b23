package io.meseta.driver;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Mesos writes them into the environment: {@code 5secs}, {@code 1.5mins}. */
public final class DurationText {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-z]+)");
  private static final Map<String, Double> NANOSECONDS =
      Map.of(
          "ns", 1.0,
          "us", 1e3,
          "ms", 1e6,
          "secs", 1e9,
          "mins", 60e9,
          "hrs", 3600e9,
          "days", 24 * 3600e9,
          "weeks", 7 * 24 * 3600e9);

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException if it is none; the text says what would be one
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    Double unit = matcher.matches() ? NANOSECONDS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration such as 5secs, 1.5mins or 500ms");
    }
    return Duration.ofNanos((long) (Double.parseDouble(matcher.group(1)) * unit));
  }
}
