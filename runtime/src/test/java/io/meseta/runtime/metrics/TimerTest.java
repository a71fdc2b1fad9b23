package io.meseta.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimerTest {

  private final AtomicLong now = new AtomicLong(-5);
  private final Timer timer = new Timer(now::get);

  private void pass(Duration duration) {
    now.addAndGet(duration.toNanos());
  }

  @Test
  void forgetsWhatIsOlderThanAnHourButNotHowOftenItWas() {
    timer.record(1);
    pass(Duration.ofMinutes(50));
    timer.record(2);
    assertThat(timer.read().recent().getTotalCount()).isEqualTo(2);

    pass(Duration.ofMinutes(15));
    assertThat(timer.read().recent().getTotalCount()).isEqualTo(1);

    pass(Duration.ofDays(30));
    assertThat(timer.read().recent().getTotalCount()).isZero();
    assertThat(timer.read().count()).isEqualTo(2);

    timer.record(3);
    assertThat(timer.read().recent().getTotalCount()).isEqualTo(1);
    assertThat(timer.read().lastNanos()).isEqualTo(3);
  }

  @Test
  void boundsWhatItIsGiven() {
    timer.record(-1);
    timer.record(Long.MAX_VALUE);

    assertThat(timer.read().totalNanos()).isEqualTo(Duration.ofHours(1).toNanos());
  }
}
