package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of roles (Mesos reference §8.5). */
class RolesTest {

  @ParameterizedTest
  @ValueSource(strings = {"*", "a", "eng/web/prod", "a-b", "a.b", "..a", ".a", "a*", "ä", "a\\b"})
  void takesWhatMesosTakes(String role) {
    assertThat(Roles.validate(role)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | Role names cannot be the empty string",
        "/a | Role '/a' cannot start with a slash",
        "/ | Role '/' cannot start with a slash",
        "a/ | Role 'a/' cannot end with a slash",
        "a//b | Role 'a//b' cannot contain two adjacent slashes",
        ". | Role '.' cannot include '.' as a component",
        "a/../b | Role 'a/../b' cannot include '..' as a component",
        "a/* | Role 'a/*' cannot include '*' as a component",
        "-a | Role component '-a' is invalid because it starts with a dash",
        "a/-b | Role component '-b' is invalid because it starts with a dash",
        "a b | Role component 'a b' is invalid because it contains backspace or whitespace"
      })
  void refusesInTheWordsOfMesos(String role, String error) {
    assertThat(Roles.validate(role)).contains(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\n", "\u000b", "\f", "\r", "\u007f"})
  void refusesBlanksOfAllKinds(String blank) {
    assertThat(Roles.validate("a" + blank))
        .hasValueSatisfying(error -> assertThat(error).endsWith("backspace or whitespace"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a, true, true",
    "a/b/c, a, true, true",
    "a, a, false, true",
    "a, a/b, false, false",
    "ab, a, false, false",
    "a/bc, a/b, false, false",
    "*, a, false, false"
  })
  void knowsWhatLiesBelowWhat(String role, String ancestor, boolean below, boolean sameOrBelow) {
    assertThat(Roles.isBelow(role, ancestor)).isEqualTo(below);
    assertThat(Roles.isSameOrBelow(role, ancestor)).isEqualTo(sameOrBelow);
  }
}
