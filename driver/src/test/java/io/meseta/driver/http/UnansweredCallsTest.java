package io.meseta.driver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnansweredCallsTest {
  private static final Duration LIMIT = Duration.ofNanos(100);

  private final UnansweredCalls calls = new UnansweredCalls();

  @Test
  void isOverdueOnlyWhenNoAnswerHasComeForTheLimit() {
    assertThat(calls.isOverdue(1_000, LIMIT)).isFalse();
    calls.sent(1_000);
    calls.sent(1_090);
    assertThat(calls.isOverdue(1_099, LIMIT)).isFalse();
    assertThat(calls.isOverdue(1_100, LIMIT)).isTrue();
    calls.answered(1_100);
    assertThat(calls.isOverdue(1_199, LIMIT)).isFalse();
    calls.answered(1_200);
    assertThat(calls.isOverdue(9_999, LIMIT)).isFalse();
  }

  @Test
  void tellsHowManyAreLeftWhenTheConnectionEnds() {
    calls.sent(0);
    calls.sent(0);
    calls.answered(0);
    assertThat(calls.abandon()).isEqualTo(1);
    assertThat(calls.abandon()).isZero();
  }

  @Test
  @Timeout(120)
  void waitsForTheLastAnswerAndNoLonger() throws Exception {
    calls.awaitNone(Duration.ofDays(1));
    calls.sent(0);
    calls.awaitNone(Duration.ofMillis(1));
    Thread answering = new Thread(() -> calls.answered(0));
    answering.start();
    calls.awaitNone(Duration.ofDays(1));
    answering.join();
  }
}
