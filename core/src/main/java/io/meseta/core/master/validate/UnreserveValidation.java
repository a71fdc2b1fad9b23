package io.meseta.core.master.validate;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation.Unreserve;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/** What can be wrong with an UNRESERVE (Mesos reference §10.5). */
final class UnreserveValidation {

  private UnreserveValidation() {}

  static Optional<String> validate(Unreserve unreserve) {
    List<Resource> resources = unreserve.getResourcesList();
    return Checks.first(
        () -> OperationValidation.validateResources(resources).map(e -> "Invalid resources: " + e),
        () -> OperationValidation.validateProvider(resources).map(e -> "Invalid resources: " + e),
        () -> resources.stream().flatMap(r -> validate(r).stream()).findFirst());
  }

  private static Optional<String> validate(Resource resource) {
    String text = OperationValidation.text(resource);
    int last = resource.getReservationsCount() - 1;
    boolean dynamic =
        last >= 0 && resource.getReservations(last).getType() == ReservationInfo.Type.DYNAMIC;
    return Checks.first(
        () -> Checks.errorIf(!dynamic, "Resource " + text + " is not dynamically reserved"),
        () ->
            Checks.errorIf(
                resource.getDisk().hasPersistence(),
                "A dynamically reserved persistent volume %s cannot be unreserved directly. Please"
                        .formatted(text)
                    + " destroy the persistent volume first then unreserve the resource"));
  }
}
