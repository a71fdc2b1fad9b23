package io.meseta.core.master.role;

import io.meseta.core.resource.ResourceLimits;
import io.meseta.core.resource.ResourceQuantities;
import io.meseta.core.resource.Roles;
import io.meseta.core.resource.Thousandths;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What a quota must hold whatever the state of the cluster (Mesos reference §9.3). */
final class QuotaValidation {

  private static final double EXABYTE_IN_MEGABYTES = 1L << 40;
  private static final double TRILLION = 1e12;

  private QuotaValidation() {}

  /** What is wrong with the quota, in Mesos' words, or empty. */
  static Optional<String> error(QuotaConfig quota) {
    return Roles.validate(quota.getRole())
        .map(error -> "Invalid 'QuotaConfig.role': " + error)
        .or(() -> tooLarge("guarantees", quota.getGuaranteesMap()))
        .or(() -> tooLarge("limits", quota.getLimitsMap()))
        .or(() -> notAnAmount("guarantee", quota.getGuaranteesMap()))
        .or(() -> notAnAmount("limit", quota.getLimitsMap()))
        .or(() -> guaranteesAboveLimits(quota));
  }

  private static Optional<String> tooLarge(String field, Map<String, Value.Scalar> amounts) {
    return new TreeMap<>(amounts)
        .entrySet().stream()
            .flatMap(entry -> tooLarge(entry.getKey(), entry.getValue().getValue()).stream())
            .findFirst()
            .map(error -> "Invalid 'QuotaConfig." + field + "': " + error);
  }

  private static Optional<String> tooLarge(String name, double amount) {
    boolean megabytes = name.equals("mem") || name.equals("disk");
    if (amount <= (megabytes ? EXABYTE_IN_MEGABYTES : TRILLION) || Double.isNaN(amount)) {
      return Optional.empty();
    }
    String most = megabytes ? "1 exabyte (1099511627776)" : "1 trillion (1000000000000)";
    return Optional.of(
        entry(name, amount) + " is invalid: values greater than " + most + " are not supported");
  }

  private static Optional<String> notAnAmount(String kind, Map<String, Value.Scalar> amounts) {
    return new TreeMap<>(amounts)
        .entrySet().stream()
            .flatMap(entry -> notAnAmount(entry.getKey(), entry.getValue().getValue()).stream())
            .findFirst()
            .map(error -> "Invalid " + kind + " configuration " + error);
  }

  private static Optional<String> notAnAmount(String name, double amount) {
    String error = null;
    if (Double.isInfinite(amount)) {
      error = "Infinite values not supported";
    } else if (Double.isNaN(amount)) {
      error = "NaN not supported";
    } else if (amount != 0 && Math.abs(amount) < Double.MIN_NORMAL) {
      error = "Subnormal values not supported";
    } else if (amount < 0) {
      error = "Negative values not supported";
    }
    return Optional.ofNullable(error).map(why -> entry(name, amount) + ": " + why);
  }

  private static String entry(String name, double amount) {
    return "{'" + name + "': " + text(amount) + "}";
  }

  private static Optional<String> guaranteesAboveLimits(QuotaConfig quota) {
    ResourceQuantities guarantees = ResourceQuantities.of(quota.getGuaranteesMap());
    return ResourceLimits.of(quota.getLimitsMap()).contains(guarantees)
        ? Optional.empty()
        : Optional.of(
            "'QuotaConfig.guarantees' %s is not contained within the 'QuotaConfig.limits' %s"
                .formatted(text(quota.getGuaranteesMap()), text(quota.getLimitsMap())));
  }

  private static String text(Map<String, Value.Scalar> amounts) {
    return new TreeMap<>(amounts)
        .entrySet().stream()
            .map(entry -> entry.getKey() + ": " + text(entry.getValue().getValue()))
            .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static String text(double amount) {
    return Double.isFinite(amount)
        ? Thousandths.toText(Thousandths.of(amount))
        : String.valueOf(amount);
  }
}
