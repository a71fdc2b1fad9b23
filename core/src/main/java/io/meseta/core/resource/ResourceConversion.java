package io.meseta.core.resource;

import java.util.List;
import java.util.Optional;

/**
 * Resources that turn into others: what an operation does to those of an agent (Mesos reference
 * §10.1).
 *
 * @param consumed what has to be there, and is no more afterwards
 * @param converted what there is instead
 * @param vanishing what must not be there at all afterwards: the shared volume that is destroyed
 */
public record ResourceConversion(Resources consumed, Resources converted, Resources vanishing) {

  /** A conversion that leaves the rest alone. */
  public ResourceConversion(Resources consumed, Resources converted) {
    this(consumed, converted, Resources.EMPTY);
  }

  /** The same for resources that are allocated to nobody. */
  public ResourceConversion unallocated() {
    return new ResourceConversion(
        consumed.unallocated(), converted.unallocated(), vanishing.unallocated());
  }

  /** What comes of the resources, or why they cannot be converted. */
  public sealed interface Result {

    /** What has come of the resources, if they could be converted. */
    default Optional<Resources> outcome() {
      return this instanceof Converted(Resources resources)
          ? Optional.of(resources)
          : Optional.empty();
    }
  }

  /** What has come of the resources. */
  public record Converted(Resources resources) implements Result {}

  /** Why not, in Mesos' words. */
  public record Impossible(String why) implements Result {}

  /** Carries all out, one after another, or none. */
  public static Result apply(List<ResourceConversion> conversions, Resources resources) {
    Resources changed = resources;
    for (ResourceConversion conversion : conversions) {
      Optional<String> obstacle = conversion.obstacle(changed);
      if (obstacle.isPresent()) {
        return new Impossible(obstacle.get());
      }
      changed = conversion.applyTo(changed);
    }
    return new Converted(changed);
  }

  private Resources applyTo(Resources resources) {
    return resources.minus(consumed).plus(converted);
  }

  private Optional<String> obstacle(Resources resources) {
    if (!resources.contains(consumed)) {
      return Optional.of(resources + " does not contain " + consumed);
    }
    boolean remains = !vanishing.isEmpty() && applyTo(resources).contains(vanishing);
    return remains
        ? Optional.of(
            "Persistent volume %s cannot be removed due to additional shared copies"
                .formatted(vanishing))
        : Optional.empty();
  }
}
