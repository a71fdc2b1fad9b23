package io.meseta.core.master.validate;

import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation.Reserve;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/** What can be wrong with a RESERVE (Mesos reference §10.4). */
final class ReserveValidation {

  private ReserveValidation() {}

  static Optional<String> validate(Reserve reserve, OperationValidation context) {
    List<Resource> resources = reserve.getResourcesList();
    return Checks.first(
        () -> OperationValidation.validateResources(resources).map(e -> "Invalid resources: " + e),
        () ->
            OperationValidation.validateResources(reserve.getSourceList())
                .map(error -> "Invalid source: " + error),
        () -> reserve.getSourceCount() > 0 ? validateUpdate(reserve) : Optional.empty(),
        () -> OperationValidation.validateProvider(resources).map(e -> "Invalid resources: " + e),
        () -> first(resources, resource -> validate(resource, context)),
        () ->
            context.framework().isPresent()
                ? UsedResourcesValidation.validateSingleRole(resources)
                    .map(error -> "Invalid reservation resources: " + error)
                : Optional.empty());
  }

  private interface Check {
    Optional<String> of(Resource resource);
  }

  private static Optional<String> first(List<Resource> resources, Check check) {
    return resources.stream().flatMap(resource -> check.of(resource).stream()).findFirst();
  }

  /** An update of a reservation names what it was before. */
  private static Optional<String> validateUpdate(Reserve reserve) {
    Resources source = Resources.of(reserve.getSourceList()).withoutReservations();
    Resources target = Resources.of(reserve.getResourcesList()).withoutReservations();
    return Checks.first(
        () -> validateUniform(reserve.getSourceList()).map(error -> "Invalid source: " + error),
        () ->
            validateUniform(reserve.getResourcesList()).map(error -> "Invalid resources: " + error),
        () ->
            Checks.errorIf(
                !source.equals(target),
                "Source and target resources should refer to identical resource quantities: %s vs."
                        .formatted(source)
                    + " "
                    + target));
  }

  private static Optional<String> validateUniform(List<Resource> resources) {
    if (resources.isEmpty()) {
      return Optional.of("Resource cannot be empty");
    }
    List<ReservationInfo> first = resources.get(0).getReservationsList();
    return Checks.errorIf(
        resources.stream().anyMatch(r -> !r.getReservationsList().equals(first)),
        "Mixed reservations are not supported: " + Resources.of(resources));
  }

  private static Optional<String> validate(Resource resource, OperationValidation context) {
    String text = OperationValidation.text(resource);
    int last = resource.getReservationsCount() - 1;
    boolean dynamic =
        last >= 0 && resource.getReservations(last).getType() == ReservationInfo.Type.DYNAMIC;
    return Checks.first(
        () -> Checks.errorIf(!dynamic, "Resource " + text + " is not dynamically reserved"),
        () -> context.validateCapabilities(resource, "Resource " + text, "reserved"),
        () ->
            context
                .principal()
                .flatMap(principal -> validate(resource.getReservations(last), principal)),
        () ->
            context.framework().isPresent()
                ? validateRole(resource, context.framework().get())
                : Checks.errorIf(
                    resource.hasAllocationInfo(),
                    "A reserve operation was attempted with an allocated resource, but the operator"
                        + " API only allows reservations to be made to unallocated resources"));
  }

  private static Optional<String> validate(ReservationInfo reservation, String principal) {
    if (!reservation.hasPrincipal()) {
      return Optional.of(
          "A reserve operation was attempted by principal '%s', but there is a reserved resource in"
                  .formatted(principal)
              + " the request with no principal set");
    }
    return Checks.errorIf(
        !reservation.getPrincipal().equals(principal),
        "A reserve operation was attempted by authenticated principal '%s', which does not match a"
                .formatted(principal)
            + " reserved resource in the request with principal '%s'"
                .formatted(reservation.getPrincipal()));
  }

  /** Frameworks reserve what they were offered, for the role in which they were offered it. */
  private static Optional<String> validateRole(Resource resource, Framework framework) {
    String role = OperationValidation.reservationRole(resource);
    String allocated = resource.getAllocationInfo().getRole();
    return Checks.first(
        () ->
            Checks.errorIf(
                !resource.getAllocationInfo().hasRole(),
                "A reserve operation was attempted on unallocated resource %s, but frameworks can"
                        .formatted(OperationValidation.text(resource))
                    + " only perform reservations on allocated resources"),
        () ->
            Checks.errorIf(
                !allocated.equals(role),
                "A reserve operation was attempted for a resource with role '%s', but the resource"
                        .formatted(role)
                    + " was allocated to role '%s'".formatted(allocated)),
        () ->
            Checks.errorIf(
                !framework.roles().contains(allocated),
                "A reserve operation was attempted for a resource allocated to role '%s', but the"
                        .formatted(allocated)
                    + " framework only has roles '{ %s }'"
                        .formatted(String.join(", ", framework.roles()))));
  }
}
