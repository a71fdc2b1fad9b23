package io.meseta.core.agent.machine;

import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * Between the two ways of writing reservations: inside the agent as a stack, towards the master as
 * {@code role} and {@code reservation} (Mesos reference §8.4).
 */
final class ReservationFormats {

  private static final String UNRESERVED = "*";

  private ReservationFormats() {}

  /** The old format; a refined reservation cannot be expressed in it and stays as it is. */
  static List<Resource> downgrade(List<Resource> resources) {
    return resources.stream().map(ReservationFormats::downgrade).toList();
  }

  private static Resource downgrade(Resource resource) {
    if (resource.hasRole() || resource.getReservationsCount() > 1) {
      return resource;
    }
    Resource.Builder old = resource.toBuilder().clearReservations();
    if (resource.getReservationsCount() == 0) {
      return old.setRole(UNRESERVED).build();
    }
    ReservationInfo reservation = resource.getReservations(0);
    old.setRole(reservation.getRole());
    if (reservation.getType() == ReservationInfo.Type.DYNAMIC) {
      old.setReservation(reservation.toBuilder().clearType().clearRole());
    }
    return old.build();
  }

  /** The stack format, which is what the agent works with. */
  static List<Resource> upgrade(List<Resource> resources) {
    return resources.stream().map(ReservationFormats::upgrade).toList();
  }

  private static Resource upgrade(Resource resource) {
    if (resource.getReservationsCount() > 0 || !resource.hasRole()) {
      return resource.hasRole() ? resource.toBuilder().clearRole().build() : resource;
    }
    Resource.Builder stacked = resource.toBuilder().clearRole().clearReservation();
    if (resource.hasReservation()) {
      stacked.addReservations(
          resource.getReservation().toBuilder()
              .setType(ReservationInfo.Type.DYNAMIC)
              .setRole(resource.getRole()));
    } else if (!resource.getRole().equals(UNRESERVED)) {
      stacked.addReservations(
          ReservationInfo.newBuilder()
              .setType(ReservationInfo.Type.STATIC)
              .setRole(resource.getRole()));
    }
    return stacked.build();
  }

  /** Whether the resource only exists because an offer operation made it. */
  static boolean madeByOperation(Resource resource) {
    boolean dynamic =
        resource.getReservationsList().stream()
            .anyMatch(reservation -> reservation.getType() == ReservationInfo.Type.DYNAMIC);
    return dynamic || resource.getDisk().hasPersistence();
  }
}
