package io.meseta.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "5secs, PT5S",
    "15mins, PT15M",
    "1.5hrs, PT1H30M",
    "500ms, PT0.5S",
    "2days, PT48H",
    "1weeks, PT168H",
    "10us, PT0.00001S",
    "7ns, PT0.000000007S",
    "0secs, PT0S"
  })
  void readsWhatMesosWrites(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "secs", "5 secs", "-5secs", "5parsecs"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a duration");
  }

  @Test
  void backoffDoublesUpToItsCapAndBeginsAnew() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300));
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isBetween(Duration.ofMillis(10), Duration.ofMillis(300));
    }
    backoff.reset();
    assertThat(backoff.next()).isBetween(Duration.ofMillis(10), Duration.ofMillis(100));
  }
}
