package io.meseta.runtime.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTextTest {

  @ParameterizedTest
  @CsvSource({
    "0ns, 0, 0ns",
    "5ns, 5, 5ns",
    "15secs, 15000000000, 15secs",
    "1.5secs, 1500000000, 1500ms",
    "90secs, 90000000000, 90secs",
    "60secs, 60000000000, 1mins",
    "10days, 864000000000000, 10days",
    "2weeks, 1209600000000000, 2weeks",
    ".5hrs, 1800000000000, 30mins",
    "-3secs, -3000000000, -3secs",
    "1000000001ns, 1000000001, 1.000000001secs",
    "24hrs, 86400000000000, 1days",
  })
  void readsAndWritesDurationsAsMesosDoes(String text, long nanos, String written) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    assertThat(DurationText.render(Duration.ofNanos(nanos))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "15sec", "secs", "15 secs", "1e3secs", "15SECS", "1,5secs"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a duration: write a number and one of ns");
  }

  @Test
  void readsAndShowsDomainsAsMesosDoes() {
    String json = "{\"fault_domain\":{\"region\":{\"name\":\"north\"},\"zone\":{\"name\":\"n1\"}}}";

    assertThat(DomainText.render(DomainText.parse(" " + json))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{}|`domain` must define `fault_domain`, for example {\"fault_domain\"",
        "north|'north' is not a domain such as {\"fault_domain\"",
        "{\"fault_domain\":{\"region\":{\"name\":\"north\"}}}|is not a domain such as",
      })
  void saysWhatIsWrongWithADomain(String json, String error) {
    assertThatThrownBy(() -> DomainText.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(error);
  }

  @Test
  void refusesADurationThatNoNumberHolds() {
    assertThatThrownBy(() -> DurationText.parse("999999weeks"))
        .hasMessage("'999999weeks' is too long a duration");
  }

  @Test
  void readsBackTheDurationsThatItWrites() {
    long seed = Long.getLong("seed", 17);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 2000; i++) {
      Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40)));
      Duration again = DurationText.parse(DurationText.render(duration));
      assertThat(again.minus(duration).abs()) // 15 digits are written
          .as("%s, seed %d", duration, seed)
          .isLessThanOrEqualTo(duration.dividedBy(100_000_000_000_000L).plusNanos(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"0B, 0, 0B", "1024B, 1024, 1KB", "2gb, 2147483648, 2GB", "1025B, 1025, 1025B"})
  void readsAndWritesBytesAsMesosDoes(String text, long bytes, String written) {
    assertThat(BytesText.parse(text)).isEqualTo(bytes);
    assertThat(BytesText.render(bytes)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "1.5GB", "GB", "-1B", "9999999999999999999B", "9999999999TB"})
  void refusesWhatIsNoNumberOfBytes(String text) {
    assertThatThrownBy(() -> BytesText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is");
  }

  @ParameterizedTest
  @CsvSource({
    "port, port, 0",
    "prot, port, 1",
    "pot, port, 1",
    "'', abc, 3",
    "work-dir, work_dir, 1"
  })
  void countsTheLettersBetweenTwoWords(String from, String to, int distance) {
    assertThat(EditDistance.between(from, to)).isEqualTo(distance);
    assertThat(EditDistance.between(to, from)).isEqualTo(distance);
  }
}
