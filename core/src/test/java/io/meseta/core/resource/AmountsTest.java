package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers, ranges and sets against what the JDK has of the kind. */
class AmountsTest {

  /** The greatest number that a range may hold. */
  private static final long TOP = Long.MAX_VALUE - 1;

  static LongStream seeds() {
    return Seeds.upTo(300);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "0.0004999, 0",
    "0.0005, 1",
    "0.001, 1",
    "0.0015, 2",
    "0.1, 100",
    "-0.0005, -1",
    "-0.0004, 0",
    "1.0005, 1001",
    "1e12, 1000000000000000",
    "NaN, 0",
    "999999999999.999, 999999999999999",
    "Infinity, 9223372036854775807",
    "1e300, 9223372036854775807"
  })
  void roundsToTheNearestThousandthAndHalvesAwayFromZero(double value, long thousandths) {
    assertThat(Thousandths.of(value)).isEqualTo(thousandths);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void thousandthsAreWhatABigDecimalSays(long seed) {
    RandomGenerator random = Seeds.random(seed);
    double scale = Math.pow(10, random.nextInt(-4, 13));
    double value = (random.nextDouble() - 0.5) * 2 * scale;
    long expected = new BigDecimal(value * 1000).setScale(0, RoundingMode.HALF_UP).longValueExact();
    assertThat(Thousandths.of(value)).isEqualTo(expected);

    long thousandths = Thousandths.of(value);
    assertThat(Thousandths.of(Thousandths.toDouble(thousandths))).isEqualTo(thousandths);
    String text = Thousandths.toText(thousandths);
    assertThat(new BigDecimal(text).movePointRight(3).longValueExact()).isEqualTo(thousandths);
    assertThat(Thousandths.of(Double.parseDouble(text))).isEqualTo(thousandths);
  }

  @Test
  void sumsOfTenthsAreExact() {
    long sum = 0;
    for (int i = 0; i < 1_000_000; i++) {
      sum += Thousandths.of(0.1);
    }
    assertThat(sum).isEqualTo(100_000_000);
  }

  /** At the bottom and at the top of what ranges may hold. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rangesAreSetsOfNumbers(long seed) {
    RandomGenerator random = Seeds.random(seed);
    long origin = random.nextBoolean() ? 0 : TOP - 127;
    BitSet left = bits(random);
    BitSet right = random.nextBoolean() ? bits(random) : part(random, left);
    RangesAmount a = ranges(left, origin);
    RangesAmount b = ranges(right, origin);

    BitSet union = (BitSet) left.clone();
    union.or(right);
    BitSet rest = (BitSet) left.clone();
    rest.andNot(right);
    BitSet missing = (BitSet) right.clone();
    missing.andNot(left);
    assertThat(a.plus(b)).isEqualTo(ranges(union, origin)).isEqualTo(b.plus(a));
    assertThat(a.minus(b)).isEqualTo(ranges(rest, origin));
    assertThat(a.contains(b)).isEqualTo(missing.isEmpty());
    assertThat(a.equals(b)).isEqualTo(left.equals(right));
    assertThat(a.isEmpty()).isEqualTo(left.isEmpty());
    assertThat(a.count()).isEqualTo(left.cardinality());
    assertThat(RangesAmount.of(ValueSyntax.parse(a.toString()).getRanges())).isEqualTo(a);
  }

  private static BitSet bits(RandomGenerator random) {
    BitSet bits = new BitSet(128);
    for (int i = random.nextInt(6); i > 0; i--) {
      int begin = random.nextInt(128);
      bits.set(begin, Math.min(128, begin + 1 + random.nextInt(12)));
    }
    return bits;
  }

  private static BitSet part(RandomGenerator random, BitSet whole) {
    BitSet part = new BitSet();
    whole.stream().filter(bit -> random.nextInt(10) > 0).forEach(part::set);
    return part;
  }

  /** One range for each number, and in no order, to be coalesced. */
  private static RangesAmount ranges(BitSet bits, long origin) {
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    bits.stream()
        .mapToLong(bit -> origin + bit)
        .forEach(n -> ranges.addRange(0, Value.Range.newBuilder().setBegin(n).setEnd(n)));
    return RangesAmount.of(ranges.build());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void setsAreSets(long seed) {
    RandomGenerator random = Seeds.random(seed);
    Set<String> left = items(random);
    Set<String> right = items(random);
    SetAmount a = SetAmount.of(left);
    SetAmount b = SetAmount.of(right);

    Set<String> union = new HashSet<>(left);
    union.addAll(right);
    Set<String> rest = new HashSet<>(left);
    rest.removeAll(right);
    assertThat(a.plus(b)).isEqualTo(SetAmount.of(union)).isEqualTo(b.plus(a));
    assertThat(a.minus(b)).isEqualTo(SetAmount.of(rest));
    assertThat(a.contains(b)).isEqualTo(left.containsAll(right));
    assertThat(a.isEmpty()).isEqualTo(left.isEmpty());
    assertThat(SetAmount.of(ValueSyntax.parse(a.toString()).getSet().getItemList())).isEqualTo(a);
  }

  private static Set<String> items(RandomGenerator random) {
    Set<String> items = new HashSet<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      items.add("item" + random.nextInt(10));
    }
    return items;
  }
}
