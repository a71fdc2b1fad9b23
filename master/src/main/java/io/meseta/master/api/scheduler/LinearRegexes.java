package io.meseta.master.api.scheduler;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.meseta.core.allocator.traits.OfferConstraints.InvalidConstraintException;
import io.meseta.core.allocator.traits.OfferConstraints.RegexCompiler;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Compiles the regular expressions of offer constraints: the syntax is that of RE2, a match takes
 * time linear in the text, and an expression has a bounded size (Mesos reference §9.5).
 */
public final class LinearRegexes implements RegexCompiler {

  /**
   * How large an expression may be, as with the flags of Mesos.
   *
   * @param memoryBytes what it may take, as RE2 would count it
   * @param programSize how many instructions it may have
   */
  public record RegexLimits(long memoryBytes, int programSize) {}

  /** A compiled instruction of RE2, and how many of them a budget must hold at once. */
  private static final int BYTES_PER_INSTRUCTION = 8 * 4;

  /** What RE2 takes of its budget before the first instruction. */
  private static final int FIXED_BYTES = 432;

  /** An expression that is longer could not be within the limits, and is not even parsed. */
  private static final int MAX_CHARACTERS = 64 * 1024;

  /** As much as repetitions may make of an expression before it is even parsed. */
  private static final double MAX_EXPANSION = 100_000;

  private static final String TOO_LARGE = "pattern too large - compile failed";

  /** What RE2 says where RE2/J uses other words. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("missing closing ]", "missing ]"),
          Map.entry("missing closing )", "missing )"),
          Map.entry("unexpected )", "unexpected )"),
          Map.entry("unmatched closing )", "unexpected )"),
          Map.entry("trailing backslash at end of expression", "trailing \\"),
          Map.entry(
              "missing argument to repetition operator", "no argument for repetition operator"),
          Map.entry("invalid nested repetition operator", "bad repetition operator"),
          Map.entry("invalid repeat count", "invalid repetition size"),
          Map.entry("invalid or unsupported Perl syntax", "invalid perl operator"),
          Map.entry("invalid named capture", "invalid named capture group"),
          Map.entry("expression too large", TOO_LARGE));

  private final RegexLimits limits;

  /** A compiler that refuses what is beyond the limits. */
  public LinearRegexes(RegexLimits limits) {
    this.limits = limits;
  }

  @Override
  public Predicate<String> compile(String regex) {
    Pattern pattern = parse(regex);
    int size = pattern.programSize();
    long room = limits.memoryBytes() * 2 / 3 - FIXED_BYTES; // as RE2: the rest is for matching
    if ((long) size * BYTES_PER_INSTRUCTION > room) {
      throw failed(regex, TOO_LARGE);
    }
    if (size > limits.programSize()) {
      throw new InvalidConstraintException(
          "Regex '%s' is too complex: program size of %d is larger than maximum of %d allowed"
              .formatted(regex, size, limits.programSize()));
    }
    return pattern::matches;
  }

  private static Pattern parse(String regex) {
    if (regex.length() > MAX_CHARACTERS || ExpandedSize.of(regex) > MAX_EXPANSION) {
      throw failed(abridged(regex), TOO_LARGE);
    }
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw failed(regex, words(e));
    } catch (StackOverflowError e) {
      throw failed(abridged(regex), TOO_LARGE); // groups in groups in groups
    }
  }

  private static String abridged(String regex) {
    return regex.length() <= 200 ? regex : regex.substring(0, 200) + "…";
  }

  private static String words(PatternSyntaxException error) {
    String text = WORDS.getOrDefault(error.getDescription(), error.getDescription());
    String where = error.getPattern();
    return where == null || where.isEmpty() || text.equals(TOO_LARGE) ? text : text + ": " + where;
  }

  private static InvalidConstraintException failed(String regex, String why) {
    return new InvalidConstraintException(
        "Failed to construct regex from pattern '" + regex + "': " + why);
  }
}
