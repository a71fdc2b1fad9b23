package io.meseta.core.master.validate;

import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.OfferFilters.ResourceQuantities;
import org.apache.mesos.v1.Protos.Value;

/** What a framework may say of the least that is worth an offer (Mesos reference §9.1). */
final class OfferFilterValidation {

  private OfferFilterValidation() {}

  static Optional<String> validate(FrameworkInfo info) {
    return info.getOfferFiltersMap().values().stream()
        .map(OfferFilters::getMinAllocatableResources)
        .flatMap(minimum -> minimum.getQuantitiesList().stream())
        .flatMap(quantities -> validate(quantities).stream())
        .findFirst();
  }

  private static Optional<String> validate(ResourceQuantities quantities) {
    if (quantities.getQuantitiesCount() == 0) {
      return Optional.of("Resource quantities must contain at least one quantity");
    }
    return quantities.getQuantitiesMap().entrySet().stream()
        .flatMap(quantity -> validate(quantity).stream())
        .findFirst();
  }

  private static Optional<String> validate(Map.Entry<String, Value.Scalar> quantity) {
    return problem(quantity.getValue().getValue())
        .map(problem -> "Invalid resource quantity for '" + quantity.getKey() + "': " + problem);
  }

  private static Optional<String> problem(double value) {
    if (Double.isInfinite(value)) {
      return Optional.of("Infinite values not supported");
    }
    if (Double.isNaN(value)) {
      return Optional.of("NaN not supported");
    }
    if (value != 0 && Math.abs(value) < Double.MIN_NORMAL) {
      return Optional.of("Subnormal values not supported");
    }
    return Checks.errorIf(value < 0, "Negative values not supported");
  }
}
