package io.meseta.runtime.flags;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.DomainInfo;

/**
 * What a flag's value is: how it is read and shown.
 *
 * @param parser reads it; throws IllegalArgumentException with a message that says what is wrong
 * @param renderer shows it the way Mesos does under {@code /flags}
 * @param source what a value that begins with {@code file://} means
 * @param <T> the value
 */
public record FlagType<T>(
    Function<String, T> parser, Function<T, String> renderer, FileValue source) {

  /** What a value that begins with {@code file://} means. */
  public enum FileValue {
    /** The value stands in that file. */
    READ,
    /** The value stands in that file and may be secret: the path is shown instead of it. */
    READ_IN_SECRET,
    /** The value is that path. */
    KEEP
  }

  /** Any text. */
  public static final FlagType<String> TEXT = of(text -> text, text -> text);

  /**
   * Any text that may hold a password; if it comes from a file, the path is shown and not the
   * content.
   */
  public static final FlagType<String> SECRET_TEXT =
      new FlagType<>(text -> text, text -> text, FileValue.READ_IN_SECRET);

  /** A path. */
  public static final FlagType<Path> PATH = of(Path::of, Path::toString);

  /** The path of a file whose content is wanted; a leading {@code file://} is dropped. */
  public static final FlagType<Path> FILE =
      new FlagType<>(FlagType::parseFile, Path::toString, FileValue.KEEP);

  /** {@code true} or {@code false}, also written {@code --name} and {@code --no-name}. */
  public static final FlagType<Boolean> BOOLEAN = of(FlagType::parseBoolean, String::valueOf);

  /** A whole number, not negative. */
  public static final FlagType<Integer> COUNT =
      of(text -> parseWhole(text, Integer.MAX_VALUE, "a whole number"), String::valueOf);

  /** A port; 0 for any free one. */
  public static final FlagType<Integer> PORT =
      of(text -> parseWhole(text, 65_535, "a port number (0 to 65535)"), String::valueOf);

  /** A number. */
  public static final FlagType<Double> NUMBER = of(FlagType::parseNumber, FlagType::renderNumber);

  /** A duration. */
  public static final FlagType<Duration> DURATION = of(DurationText::parse, DurationText::render);

  /** A number of bytes. */
  public static final FlagType<Long> BYTES = of(BytesText::parse, BytesText::render);

  /** Where a daemon stands, as JSON. */
  public static final FlagType<DomainInfo> DOMAIN = of(DomainText::parse, DomainText::render);

  private static <T> FlagType<T> of(Function<String, T> parser, Function<T, String> renderer) {
    return new FlagType<>(parser, renderer, FileValue.READ);
  }

  /** One of these words. */
  public static FlagType<String> oneOf(String... words) {
    return of(
        text -> {
          if (!List.of(words).contains(text)) {
            throw new IllegalArgumentException(
                "'" + text + "' is none of " + String.join(", ", words));
          }
          return text;
        },
        text -> text);
  }

  boolean isBoolean() {
    return this.equals(BOOLEAN);
  }

  private static Path parseFile(String text) {
    return Path.of(
        text.startsWith(FlagParser.FILE) ? text.substring(FlagParser.FILE.length()) : text);
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }

  private static int parseWhole(String text, int max, String expected) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("'" + text + "' is not " + expected);
  }

  private static double parseNumber(String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("'" + text + "' is not a number");
  }

  private static String renderNumber(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e6
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }
}
