package io.meseta.core.resource;

import java.util.List;
import org.apache.mesos.v1.Protos.Resource;

/**
 * How much there is of one kind of resource: a number, ranges of numbers, names, or pieces that
 * cannot be split (Mesos reference §8.1, §8.3). Immutable. Amounts of different types are never
 * combined; {@link Resources} sees to that.
 */
sealed interface Amount permits ScalarAmount, RangesAmount, SetAmount, PiecesAmount {

  /** Both together. */
  Amount plus(Amount other);

  /** What is left without the other; parts of the other that are not here do not matter. */
  Amount minus(Amount other);

  /** Whether all of the other is here. */
  boolean contains(Amount other);

  /** Whether there is nothing. */
  boolean isEmpty();

  /** Adds what a message needs to say that there is so much of this kind. */
  void addTo(List<Resource> resources, ResourceKind kind);

  /** The amount of a valid resource of this kind. */
  static Amount of(ResourceKind kind, Resource resource) {
    return switch (resource.getType()) {
      case SCALAR -> {
        long thousandths = Thousandths.of(resource.getScalar().getValue());
        yield kind.isAtomic() ? PiecesAmount.of(thousandths) : new ScalarAmount(thousandths);
      }
      case RANGES -> RangesAmount.of(resource.getRanges());
      case SET -> SetAmount.of(resource.getSet().getItemList());
      case TEXT -> throw new IllegalArgumentException("a resource cannot be TEXT");
    };
  }
}
