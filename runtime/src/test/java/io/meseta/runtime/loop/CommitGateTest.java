package io.meseta.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CommitGateTest {

  private final CommitGate<String> gate = new CommitGate<>();
  private final List<String> out = new ArrayList<>();

  @Test
  void letsAnItemThroughThatWaitsForNothing() {
    gate.hold(0, "a");

    assertThat(gate.release(0, out::add)).isOne();

    assertThat(out).containsExactly("a");
    assertThat(gate.isEmpty()).isTrue();
  }

  @Test
  void holdsAnItemUntilItsPositionIsDurable() {
    gate.hold(2, "a");

    assertThat(gate.release(1, out::add)).isZero();
    assertThat(out).isEmpty();

    gate.release(2, out::add);
    assertThat(out).containsExactly("a");
  }

  @Test
  void holdsANonDurableItemBehindADurableOne() {
    gate.hold(1, "writes");
    gate.hold(1, "only tells");

    gate.release(0, out::add);
    assertThat(out).isEmpty();

    gate.release(1, out::add);
    assertThat(out).containsExactly("writes", "only tells");
  }

  @Test
  void releasesUpToTheDurablePositionAndNoFurther() {
    gate.hold(1, "a");
    gate.hold(3, "b");
    gate.hold(4, "c");

    gate.release(3, out::add);

    assertThat(out).containsExactly("a", "b");
    assertThat(gate.size()).isOne();
  }

  @Test
  void refusesAnItemThatWouldOvertake() {
    gate.hold(5, "a");
    gate.release(5, out::add);

    assertThatThrownBy(() -> gate.hold(4, "b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotDeliverTwiceWhatFailedToBeDelivered() {
    gate.hold(0, "a");
    gate.hold(0, "b");

    assertThatThrownBy(() -> gate.release(0, item -> fail())).hasMessage("receiver");
    gate.release(0, out::add);

    assertThat(out).containsExactly("b");
  }

  @Test
  void releasesEverythingOnceInOrderAndNeverEarly() {
    long seed = Long.getLong("seed", 4711);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    CommitGate<long[]> numbered = new CommitGate<>();
    long position = 0;
    long durable = 0;
    long next = 0;
    List<long[]> released = new ArrayList<>();
    for (int turn = 0; turn < 10_000; turn++) {
      position += random.nextInt(3);
      numbered.hold(position, new long[] {next++, position});
      durable = Math.max(durable, random.nextLong(position + 1));
      long upTo = durable;
      numbered.release(
          durable,
          item -> {
            assertThat(item[1]).as("seed %d", seed).isLessThanOrEqualTo(upTo);
            released.add(item);
          });
    }
    numbered.release(position, released::add);
    assertThat(released).as("seed %d", seed).hasSize((int) next);
    for (int i = 0; i < released.size(); i++) {
      assertThat(released.get(i)[0]).as("seed %d", seed).isEqualTo(i);
    }
  }

  private static void fail() {
    throw new IllegalStateException("receiver");
  }
}
