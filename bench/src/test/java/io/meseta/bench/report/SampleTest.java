package io.meseta.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void percentilesAreByNearestRank() {
    Sample hundred = Sample.of(LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray());
    assertThat(hundred.percentileNanos(50)).isEqualTo(50);
    assertThat(hundred.percentileNanos(99)).isEqualTo(99);
    assertThat(hundred.percentileNanos(99.1)).isEqualTo(100);
    assertThat(hundred.percentileNanos(100)).isEqualTo(100);
    assertThat(hundred.percentileNanos(0.1)).isEqualTo(1);
  }

  @Test
  void oneDurationIsEveryPercentile() {
    Sample one = Sample.of(7);
    assertThat(one.percentileNanos(1)).isEqualTo(7);
    assertThat(one.percentileNanos(99.99)).isEqualTo(7);
  }

  @Test
  void aSampleDoesNotChangeWithItsSource() {
    long[] source = {3, 1, 2};
    Sample sample = Sample.of(source);
    source[0] = 100;
    assertThat(sample.longest()).isEqualTo("3.00 ns");
    assertThat(source).containsExactly(100, 1, 2);
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThatThrownBy(Sample::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sample.of(1).percentileNanos(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sample.of(1).percentileNanos(101))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void durationsHaveThreeDigitsAndAFittingUnit() {
    assertThat(Sample.text(999)).isEqualTo("999 ns");
    assertThat(Sample.text(999.6)).isEqualTo("1.00 µs");
    assertThat(Sample.text(1_234)).isEqualTo("1.23 µs");
    assertThat(Sample.text(12_345_678)).isEqualTo("12.3 ms");
    assertThat(Sample.text(123_456_789)).isEqualTo("123 ms");
    assertThat(Sample.text(5e9)).isEqualTo("5.00 s");
    assertThat(Sample.text(12_345e9)).isEqualTo("12,345 s");
  }
}
