package io.meseta.master.api.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.core.allocator.traits.OfferConstraints.InvalidConstraintException;
import io.meseta.master.api.scheduler.LinearRegexes.RegexLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearRegexesTest {

  private static final LinearRegexes REGEXES = new LinearRegexes(new RegexLimits(4096, 100));

  @Test
  void matchesWholeTexts() {
    assertThat(REGEXES.compile("r[0-9]+")).accepts("r1", "r12").rejects("r", "xr1", "r1x");
    assertThat(REGEXES.compile("(?i)north|south")).accepts("NORTH", "south").rejects("northsouth");
  }

  @Test
  void saysWhatIsWrongAsRe2Does() {
    assertRefused("[", "missing ]: [");
    assertRefused("(", "missing ): (");
    assertRefused("a**", "bad repetition operator: **");
    assertRefused("*", "no argument for repetition operator: *");
    assertRefused("a\\", "trailing \\");
    assertRefused("\\8", "invalid escape sequence: \\8");
  }

  private static void assertRefused(String regex, String why) {
    assertThatThrownBy(() -> REGEXES.compile(regex))
        .isInstanceOf(InvalidConstraintException.class)
        .hasMessage("Failed to construct regex from pattern '" + regex + "': " + why);
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertRefused("(abc|def){1,200}", "pattern too large - compile failed");
    LinearRegexes roomy = new LinearRegexes(new RegexLimits(1 << 20, 100));
    assertThatThrownBy(() -> roomy.compile("(abc|def){1,200}"))
        .hasMessageMatching(
            "Regex '.*' is too complex: program size of [0-9]+ is larger than maximum of 100"
                + " allowed");
  }

  @Test
  void survivesExpressionsThatAreMeantToHarm() {
    for (String regex :
        List.of(
            "((((a{1,1000}){1,1000}){1,1000}){1,1000})",
            "(([a(]{1,1000}){1000}\\){1000,}){0,1000}",
            "a{1000}{1000}{1000}",
            "(".repeat(50_000),
            "(".repeat(20_000) + ")".repeat(20_000),
            "a".repeat(1_000_000),
            "(x+x+)+y".repeat(1_000))) {
      assertThatThrownBy(() -> REGEXES.compile(regex))
          .isInstanceOf(InvalidConstraintException.class);
    }
  }

  @Test
  void takesNoTimeToSpeakOfForWhatMakesOthersBacktrack() {
    assertThat(REGEXES.compile("(a+)+b")).rejects("a".repeat(100_000));
  }
}
