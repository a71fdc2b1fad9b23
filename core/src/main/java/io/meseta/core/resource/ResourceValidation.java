package io.meseta.core.resource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/** What can be wrong with a resource in a message, in Mesos' words (Mesos reference §8.1, §8.4). */
@SuppressWarnings("deprecation") // the older reservation format is validated too
public final class ResourceValidation {

  /** Sums of a great many of these still fit into a {@code long} of thousandths. */
  private static final double MAX_SCALAR = 1e12;

  private ResourceValidation() {}

  /** What is wrong with the first bad one, or empty. */
  public static Optional<String> validate(List<Resource> resources) {
    for (Resource resource : resources) {
      Optional<String> error = validate(resource);
      if (error.isPresent()) {
        return Optional.of(
            "Resource '" + ResourceText.ofUnchecked(resource) + "' is invalid: " + error.get());
      }
    }
    return Optional.empty();
  }

  /** A resource, valid or not, as Mesos prints it in messages. */
  public static String text(Resource resource) {
    return ResourceText.ofUnchecked(resource);
  }

  /** What is wrong with resources that an operator wrote down, or empty. */
  public static Optional<String> validateForOperators(List<Resource> resources) {
    Map<String, Value.Type> types = new HashMap<>();
    for (Resource resource : resources) {
      Optional<String> error = validate(resource).or(() -> validateForOperators(resource));
      if (error.isPresent()) {
        return error;
      }
      Value.Type before = types.putIfAbsent(resource.getName(), resource.getType());
      if (before != null && before != resource.getType()) {
        return Optional.of(
            "Resources with the same name ('%s') but different types are not allowed"
                .formatted(resource.getName()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> validateForOperators(Resource resource) {
    if (resource.getDisk().hasPersistence()) {
      return Optional.of("Persistent volumes cannot be specified at the command line");
    }
    if (resource.hasRevocable()) {
      return Optional.of(
          "Revocable resources cannot be specified at the command line; do not include a"
              + " 'revocable' key in the resources JSON");
    }
    boolean dynamic =
        resource.hasReservation()
            || resource.getReservationsList().stream()
                .anyMatch(r -> r.getType() == ReservationInfo.Type.DYNAMIC);
    return dynamic
        ? Optional.of(
            "Dynamic reservations cannot be specified at the command line; do not include a"
                + " reservation with DYNAMIC type in the resources JSON")
        : Optional.empty();
  }

  /** What is wrong with it, or empty. */
  public static Optional<String> validate(Resource resource) {
    if (resource.getName().isEmpty()) {
      return Optional.of("Empty resource name");
    }
    return validateValue(resource)
        .or(() -> validateDisk(resource))
        .or(() -> validateReservation(resource))
        .or(() -> validateShared(resource));
  }

  private static Optional<String> validateValue(Resource resource) {
    return switch (resource.getType()) {
      case SCALAR -> validateScalar(resource);
      case RANGES -> validateRanges(resource);
      case SET -> validateSet(resource);
      case TEXT -> Optional.of("Unsupported resource type");
    };
  }

  private static Optional<String> validateScalar(Resource resource) {
    if (!resource.hasScalar() || resource.hasRanges() || resource.hasSet()) {
      return Optional.of("Invalid scalar resource");
    }
    double value = resource.getScalar().getValue();
    boolean vanishes = value != 0 && Thousandths.of(value) == 0;
    if (value > MAX_SCALAR) {
      return Optional.of("Invalid scalar resource: more than 1 trillion is not supported");
    }
    return value < 0 || vanishes || Double.isNaN(value)
        ? Optional.of("Invalid scalar resource: value <= 0")
        : Optional.empty();
  }

  private static Optional<String> validateRanges(Resource resource) {
    if (resource.hasScalar() || !resource.hasRanges() || resource.hasSet()) {
      return Optional.of("Invalid ranges resource");
    }
    List<Value.Range> ranges =
        resource.getRanges().getRangeList().stream()
            .sorted((a, b) -> Long.compareUnsigned(a.getBegin(), b.getBegin()))
            .toList();
    long end = -1;
    for (Value.Range range : ranges) {
      if (range.getBegin() < 0 || range.getEnd() < 0 || range.getEnd() == Long.MAX_VALUE) {
        return Optional.of("Invalid ranges resource: numbers above 2^63 - 2 are not supported");
      }
      if (range.getBegin() > range.getEnd()) {
        return Optional.of("Invalid ranges resource: begin > end");
      }
      if (range.getBegin() <= end) {
        return Optional.of("Invalid ranges resource: overlapping ranges");
      }
      end = range.getEnd();
    }
    return Optional.empty();
  }

  private static Optional<String> validateSet(Resource resource) {
    if (resource.hasScalar() || resource.hasRanges() || !resource.hasSet()) {
      return Optional.of("Invalid set resource");
    }
    Set<String> items = new HashSet<>(resource.getSet().getItemList());
    return items.size() < resource.getSet().getItemCount()
        ? Optional.of("Invalid set resource: duplicated elements")
        : Optional.empty();
  }

  private static Optional<String> validateDisk(Resource resource) {
    if (!resource.hasDisk()) {
      return Optional.empty();
    }
    if (!resource.getName().equals("disk")) {
      return Optional.of("DiskInfo should not be set for " + resource.getName() + " resource");
    }
    DiskInfo.Source source = resource.getDisk().getSource();
    return switch (source.getType()) {
      case PATH, MOUNT -> Optional.empty();
      case BLOCK, RAW -> validateDevice(source);
      case UNKNOWN ->
          resource.getDisk().hasSource()
              ? Optional.of("Unsupported 'DiskInfo.Source.Type' in 'UNKNOWN'")
              : Optional.empty();
    };
  }

  private static Optional<String> validateDevice(DiskInfo.Source source) {
    if (source.hasMount()) {
      return Optional.of("Mount should not be set for " + source.getType() + " disk source");
    }
    return source.hasPath()
        ? Optional.of("Path should not be set for " + source.getType() + " disk source")
        : Optional.empty();
  }

  private static Optional<String> validateShared(Resource resource) {
    if (!resource.hasShared()) {
      return Optional.empty();
    }
    if (!resource.getName().equals("disk")) {
      return Optional.of("Resource " + resource.getName() + " cannot be shared");
    }
    return resource.getDisk().hasPersistence()
        ? Optional.empty()
        : Optional.of("Only persistent volumes can be shared");
  }

  private static Optional<String> validateReservation(Resource resource) {
    return resource.getReservationsCount() == 0
        ? validateCoarse(resource)
        : validateStack(resource.getReservationsList()).or(() -> validateBothFormats(resource));
  }

  private static Optional<String> validateCoarse(Resource resource) {
    Optional<String> roleError = Roles.validate(resource.getRole());
    if (roleError.isPresent() || !resource.hasReservation()) {
      return roleError;
    }
    if (resource.getReservation().hasType()) {
      return Optional.of(
          "'Resource.ReservationInfo.type' must not be set for the 'Resource.reservation' field");
    }
    if (resource.getReservation().hasRole()) {
      return Optional.of(
          "'Resource.ReservationInfo.role' must not be set for the 'Resource.reservation' field");
    }
    return resource.getRole().equals(Roles.DEFAULT)
        ? Optional.of("Invalid reservation: role \"*\" cannot be dynamically reserved")
        : Optional.empty();
  }

  private static Optional<String> validateStack(List<ReservationInfo> stack) {
    for (ReservationInfo reservation : stack) {
      Optional<String> error = validate(reservation);
      if (error.isPresent()) {
        return error;
      }
    }
    for (int i = 1; i < stack.size(); i++) {
      if (stack.get(i).getType() == ReservationInfo.Type.STATIC) {
        return Optional.of("Invalid refined reservation: A refined reservation cannot be STATIC");
      }
      String role = stack.get(i).getRole();
      String ancestor = stack.get(i - 1).getRole();
      if (!Roles.isBelow(role, ancestor)) {
        return Optional.of(
            "Invalid refined reservation: role '%s' is not a refinement of '%s'"
                .formatted(role, ancestor));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> validate(ReservationInfo reservation) {
    if (!reservation.hasType()) {
      return Optional.of("Invalid reservation: 'Resource.ReservationInfo.type' field must be set.");
    }
    if (!reservation.hasRole()) {
      return Optional.of("Invalid reservation: 'Resource.ReservationInfo.role' field must be set.");
    }
    if (reservation.getRole().equals(Roles.DEFAULT)) {
      return Optional.of("Invalid reservation: role \"*\" cannot be reserved");
    }
    return Roles.validate(reservation.getRole())
        .or(() ->
            reservation.getType() == ReservationInfo.Type.UNKNOWN
                ? Optional.of("Unsupported 'Resource.ReservationInfo.Type'")
                : Optional.empty());
  }

  /** Both formats may stand side by side if they say the same. */
  private static Optional<String> validateBothFormats(Resource resource) {
    if (!resource.hasRole() && !resource.hasReservation()) {
      return Optional.empty();
    }
    if (resource.getReservationsCount() > 1) {
      return Optional.of(
          "Invalid resource format: '%s' must not be set if there is more than one reservation"
                  .formatted(resource.hasRole() ? "Resource.role" : "Resource.reservation")
              + " in 'Resource.reservations'");
    }
    ReservationInfo only = resource.getReservations(0);
    if (resource.hasRole() && !resource.getRole().equals(only.getRole())) {
      return Optional.of(
          "Invalid resource format: 'Resource.role' field with '%s' does not match the role '%s'"
                  .formatted(resource.getRole(), only.getRole())
              + " in 'Resource.reservations'");
    }
    return only.getType() == ReservationInfo.Type.STATIC
        ? validateStatic(resource)
        : validateDynamic(resource, only);
  }

  private static Optional<String> validateStatic(Resource resource) {
    return resource.hasReservation()
        ? Optional.of(
            "Invalid resource format: 'Resource.reservation' must not be set if the single"
                + " reservation in 'Resource.reservations' is STATIC")
        : Optional.empty();
  }

  private static Optional<String> validateDynamic(Resource resource, ReservationInfo only) {
    if (resource.hasRole() != resource.hasReservation()) {
      return Optional.of(
          "Invalid resource format: 'Resource.role' and 'Resource.reservation' must either be"
              + " both set or both not set if the single reservation in 'Resource.reservations'"
              + " is DYNAMIC");
    }
    ReservationInfo coarse = resource.getReservation();
    if (!coarse.getPrincipal().equals(only.getPrincipal())) {
      return Optional.of(
          "Invalid resource format: 'Resource.reservation.principal' field with '%s' does not"
                  .formatted(coarse.getPrincipal())
              + " match the principal '%s' in 'Resource.reservations'"
                  .formatted(only.getPrincipal()));
    }
    return coarse.getLabels().equals(only.getLabels())
        ? Optional.empty()
        : Optional.of(
            "Invalid resource format: 'Resource.reservation.labels' field with '%s' does not match"
                    .formatted(ResourceText.of(coarse.getLabels()))
                + " the labels '%s' in 'Resource.reservations'"
                    .formatted(ResourceText.of(only.getLabels())));
  }
}
