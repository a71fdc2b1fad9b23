package io.meseta.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final AtomicInteger wakeUps = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();

  private Outbox attached(long maxBytes, BurstBudget budget) {
    Outbox outbox = new Outbox(maxBytes, budget);
    outbox.attach(wakeUps::incrementAndGet, cuts::incrementAndGet);
    outbox.take();
    wakeUps.set(0);
    return outbox;
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.wrap(new byte[count]);
  }

  @Test
  void wakesTheNetworkOnceForAllThatIsSentTogether() {
    Outbox outbox = attached(1000, BurstBudget.none());
    for (int i = 0; i < 10; i++) {
      assertThat(outbox.sendLater(bytes(10))).isTrue();
    }
    assertThat(wakeUps).hasValue(0);
    outbox.flush();
    outbox.flush();
    assertThat(wakeUps).hasValue(1);
    assertThat(outbox.take().messages()).hasSize(10);
    outbox.flush();
    assertThat(wakeUps).as("nothing is there").hasValue(1);
  }

  @Test
  void doesNotHoldMuchBackUntilTheFlush() {
    Outbox outbox = attached(1 << 20, BurstBudget.none());
    outbox.sendLater(bytes(60_000));
    assertThat(wakeUps).hasValue(0);
    outbox.sendLater(bytes(10_000));
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void disconnectsWhoLetsItFillUp() {
    Outbox outbox = attached(100, BurstBudget.none());
    assertThat(outbox.send(bytes(60))).isTrue();
    assertThat(outbox.send(bytes(60))).isFalse();
    assertThat(cuts).hasValue(1);
    assertThat(outbox.isOpen()).isFalse();
  }

  @Test
  void borrowsForABurstAndGivesBackWhenItIsWritten() {
    BurstBudget budget = new BurstBudget(100);
    Outbox outbox = attached(100, budget);
    outbox.send(bytes(60));
    assertThat(outbox.send(bytes(60))).isTrue();
    assertThat(budget.freeBytes()).isEqualTo(40);
    outbox.take();
    outbox.written(120);
    assertThat(budget.freeBytes()).isEqualTo(100);
    assertThat(outbox.bufferedBytes()).isZero();
  }

  @Test
  void givesOneReaderFourTimesTheLimitAtMostHoweverLargeTheBudget() {
    Outbox outbox = attached(100, new BurstBudget(10_000));
    for (int sent = 100; sent <= 400; sent += 100) {
      assertThat(outbox.send(bytes(100))).as("%d bytes", sent).isTrue();
    }
    assertThat(outbox.send(bytes(1))).isFalse();
    assertThat(outbox.isOpen()).isFalse();
  }

  @Test
  void sharesTheBudgetAndDisconnectsWhoCannotHaveMore() {
    BurstBudget budget = new BurstBudget(100);
    Outbox one = attached(100, budget);
    Outbox other = attached(100, budget);
    one.send(bytes(100));
    assertThat(one.send(bytes(80))).isTrue();
    other.send(bytes(100));
    assertThat(other.send(bytes(80))).isFalse();
    assertThat(cuts).hasValue(1);
    assertThat(one.isOpen()).as("no harm to others").isTrue();
    assertThat(budget.freeBytes()).isEqualTo(20);
    one.end(StreamEnd.PEER_GONE);
    assertThat(budget.freeBytes()).as("all is given back").isEqualTo(100);
  }
}
