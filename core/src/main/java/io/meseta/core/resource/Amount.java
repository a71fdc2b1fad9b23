package io.meseta.core.resource;

import org.apache.mesos.v1.Protos.Resource;

/**
 * How much there is of one kind of resource: a number, ranges of numbers, or names (Mesos reference
 * §8.1). Immutable. Amounts of different types are never combined; {@link Resources} sees to that.
 */
sealed interface Amount permits ScalarAmount, RangesAmount, SetAmount {

  /** Both together. */
  Amount plus(Amount other);

  /** What is left without the other; parts of the other that are not here do not matter. */
  Amount minus(Amount other);

  /** Whether all of the other is here. */
  boolean contains(Amount other);

  /** Whether there is nothing. */
  boolean isEmpty();

  /** Writes the amount into a resource. */
  void writeTo(Resource.Builder builder);

  /** The amount of a valid resource. */
  static Amount of(Resource resource) {
    return switch (resource.getType()) {
      case SCALAR -> ScalarAmount.of(resource.getScalar().getValue());
      case RANGES -> RangesAmount.of(resource.getRanges());
      case SET -> SetAmount.of(resource.getSet().getItemList());
      case TEXT -> throw new IllegalArgumentException("a resource cannot be TEXT");
    };
  }
}
