package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The laws that sums and differences of resources obey, whatever they are, and that they are those
 * of a {@link Bag} of units.
 */
class AlgebraLawsTest {

  static LongStream seeds() {
    return Seeds.upTo(500);
  }

  private static final class Case {
    final RandomGenerator random;
    final ResourceDice dice;
    final List<Resource> left;
    final List<Resource> right;
    final Resources a;
    final Resources b;

    Case(long seed) {
      random = Seeds.random(seed);
      dice = new ResourceDice(random);
      left = dice.some(8);
      right = random.nextBoolean() ? dice.some(8) : dice.partOf(left);
      a = Resources.of(left);
      b = Resources.of(right);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void diceThrowOnlyValidResources(long seed) {
    Case any = new Case(seed);
    assertThat(ResourceValidation.validate(any.left)).isEmpty();
    assertThat(ResourceValidation.validate(any.right)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasAddedCanBeTakenAwayAgain(long seed) {
    Case any = new Case(seed);
    if (!Bag.of(any.left).meets(Bag.of(any.right))) {
      assertThat(any.a.plus(any.b).minus(any.b)).isEqualTo(any.a);
      assertThat(any.a.plus(any.b).minus(any.a)).isEqualTo(any.b);
    }
    assertThat(any.a.minus(any.a)).isEqualTo(Resources.EMPTY);
    assertThat(any.a.minus(Resources.EMPTY)).isEqualTo(any.a);
    assertThat(any.a.plus(Resources.EMPTY)).isEqualTo(any.a);
    assertThat(Resources.EMPTY.minus(any.a)).isEqualTo(Resources.EMPTY);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderDoesNotMatter(long seed) {
    Case any = new Case(seed);
    Resources c = Resources.of(any.dice.some(5));
    assertThat(any.a.plus(any.b)).isEqualTo(any.b.plus(any.a));
    assertThat(any.a.plus(any.b)).hasSameHashCodeAs(any.b.plus(any.a));
    assertThat(any.a.plus(any.b).plus(c)).isEqualTo(any.a.plus(any.b.plus(c)));
    assertThat(Resources.sum(List.of(any.a, any.b, c))).isEqualTo(c.plus(any.b).plus(any.a));
    assertThat(any.a.plus(any.b).minus(c)).isEqualTo(any.b.plus(any.a).minus(c));

    List<Resource> shuffled = new ArrayList<>(any.left);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Resources.of(shuffled)).isEqualTo(any.a).hasSameHashCodeAs(any.a);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSumContainsItsPartsAndIsTheOnlyOneThatBothContain(long seed) {
    Case any = new Case(seed);
    assertThat(any.a.plus(any.b).contains(any.a)).isTrue();
    assertThat(any.a.plus(any.b).contains(any.b)).isTrue();
    assertThat(any.a.contains(any.a)).isTrue();
    assertThat(any.a.contains(Resources.EMPTY)).isTrue();
    assertThat(any.a.equals(any.b)).isEqualTo(any.a.contains(any.b) && any.b.contains(any.a));
    if (any.a.contains(any.b)) {
      assertThat(any.a.minus(any.b).plus(any.b)).isEqualTo(any.a);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithABagOfUnits(long seed) {
    Case any = new Case(seed);
    Bag left = Bag.of(any.left);
    Bag right = Bag.of(any.right);
    assertThat(any.a.contains(any.b)).isEqualTo(left.contains(right));
    assertThat(any.a.equals(any.b)).isEqualTo(left.equals(right));
    assertThat(any.a.overlaps(any.b)).isEqualTo(left.meets(right));
    assertSame(any.a, left);
    assertSame(any.a.plus(any.b), left.plus(right));
    assertSame(any.a.minus(any.b).positive(), left.minus(right));
  }

  private static void assertSame(Resources resources, Bag bag) {
    assertThat(Bag.of(resources.toProtobuf())).isEqualTo(bag.withoutCopies());
    for (String name : List.of("cpus", "mem", "gpus", "disk", "ports")) {
      assertThat(resources.scalarThousandths(name)).as(name).isEqualTo(bag.thousandths(name));
    }
  }

  /** Each filter and its opposite tear every collection in two. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void filtersTakeApartWhatCanBePutTogetherAgain(long seed) {
    Resources a = new Case(seed).a;
    assertThat(a.reserved().plus(a.unreserved())).isEqualTo(a);
    assertThat(a.revocable().plus(a.nonRevocable())).isEqualTo(a);
    assertThat(a.shared().plus(a.nonShared())).isEqualTo(a);
    assertThat(Resources.sum(a.names().stream().map(a::named).toList())).isEqualTo(a);
    assertThat(Resources.sum(a.allocationRoles().stream().map(a::allocatedIn).toList()))
        .isEqualTo(a);
    List<Resources> reserved = a.reservationRoles().stream().map(a::reservedFor).toList();
    assertThat(Resources.sum(reserved)).isEqualTo(a.reserved());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void allocationComesOnAndOff(long seed) {
    Resources a = new Case(seed).a.unallocated();
    assertThat(a.allocatedTo("r").unallocated()).isEqualTo(a);
    assertThat(a.allocatedTo("r").allocatedTo("s")).isEqualTo(a.allocatedTo("s"));
    assertThat(a.allocatedTo("r").allocatedIn("r")).isEqualTo(a.allocatedTo("r"));
    assertThat(a.isEmpty() || !a.contains(a.allocatedTo("r"))).isTrue();
  }
}
