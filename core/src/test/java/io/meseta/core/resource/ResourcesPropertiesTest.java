package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The algebra of resources, for any resources; {@code -Dseed=} repeats one case. */
class ResourcesPropertiesTest {

  static LongStream seeds() {
    String seed = System.getProperty("seed");
    return seed != null ? LongStream.of(Long.parseLong(seed)) : LongStream.range(0, 300);
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Ranges and sets of the two never meet, as with resources that are handed out once. */
  private static Resources any(RandomGenerator random, int half) {
    List<String> parts = new ArrayList<>();
    for (String name : List.of("cpus", "mem", "cpus(a)", "disk(a/b)", "gpus")) {
      if (random.nextBoolean()) {
        parts.add(name + ":" + random.nextInt(100_000) / 1000.0);
      }
    }
    if (random.nextBoolean()) {
      int begin = half * 1000 + random.nextInt(400);
      parts.add("ports:[%d-%d]".formatted(begin, begin + random.nextInt(400)));
    }
    if (random.nextBoolean()) {
      parts.add("zones:{z%d%d}".formatted(half, random.nextInt(9)));
    }
    return Resources.of(ResourceSyntax.parse(String.join(";", parts), Roles.DEFAULT));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void addingAndTakingAwayCancelOut(long seed) {
    RandomGenerator random = random(seed);
    Resources a = any(random, 0);
    Resources b = any(random, 1);
    assertThat(a.plus(b).minus(b)).isEqualTo(a);
    assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
    assertThat(a.minus(a)).isEqualTo(Resources.EMPTY);
    assertThat(a.plus(b).contains(a)).isTrue();
    assertThat(a.plus(b).contains(b)).isTrue();
    assertThat(Resources.of(a.toProtobuf())).isEqualTo(a);
    assertThat(a.allocatedTo("r").unallocated()).isEqualTo(a);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rangesBehaveLikeSetsOfNumbers(long seed) {
    RandomGenerator random = random(seed);
    BitSet left = new BitSet();
    BitSet right = new BitSet();
    RangesAmount leftRanges = fill(random, left);
    RangesAmount rightRanges = fill(random, right);

    BitSet union = (BitSet) left.clone();
    union.or(right);
    assertThat(leftRanges.plus(rightRanges)).isEqualTo(ranges(union));
    BitSet rest = (BitSet) left.clone();
    rest.andNot(right);
    assertThat(leftRanges.minus(rightRanges)).isEqualTo(ranges(rest));
    BitSet missing = (BitSet) right.clone();
    missing.andNot(left);
    assertThat(leftRanges.contains(rightRanges)).isEqualTo(missing.isEmpty());
    assertThat(leftRanges.plus(rightRanges).contains(rightRanges)).isTrue();
  }

  private static RangesAmount fill(RandomGenerator random, BitSet bits) {
    for (int i = random.nextInt(6); i > 0; i--) {
      int begin = random.nextInt(60);
      bits.set(begin, begin + 1 + random.nextInt(12));
    }
    return ranges(bits);
  }

  /** One range for each number, to be coalesced. */
  private static RangesAmount ranges(BitSet bits) {
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    bits.stream().forEach(i -> ranges.addRange(Value.Range.newBuilder().setBegin(i).setEnd(i)));
    return RangesAmount.of(ranges.build());
  }
}
