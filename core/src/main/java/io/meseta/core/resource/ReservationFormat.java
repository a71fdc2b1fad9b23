package io.meseta.core.resource;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * The two ways in which messages say that a resource is reserved (Mesos reference §8.4): a stack of
 * {@code reservations}, used everywhere inside, and the older {@code role} with {@code
 * reservation}, spoken with frameworks that do not know reservation refinement.
 */
@SuppressWarnings("deprecation") // the older format is what this is about
public final class ReservationFormat {

  private ReservationFormat() {}

  /** The resource with a stack of reservations; unchanged if it has one. */
  public static Resource refine(Resource resource) {
    if (!resource.hasRole() && !resource.hasReservation()) {
      return resource;
    }
    Resource.Builder refined = resource.toBuilder().clearRole().clearReservation();
    if (resource.getReservationsCount() == 0 && !resource.getRole().equals(Roles.DEFAULT)) {
      refined.addReservations(
          resource.getReservation().toBuilder()
              .setType(
                  resource.hasReservation()
                      ? ReservationInfo.Type.DYNAMIC
                      : ReservationInfo.Type.STATIC)
              .setRole(resource.getRole()));
    }
    return refined.build();
  }

  /** Whether the resource is not reserved, in whichever format it says so. */
  static boolean isUnreserved(Resource resource) {
    return resource.getReservationsCount() == 0
        && !resource.hasReservation()
        && resource.getRole().equals(Roles.DEFAULT);
  }

  /** The resource in the older format, or empty if it is reserved more than once. */
  public static Optional<Resource> coarsen(Resource resource) {
    List<ReservationInfo> reservations = resource.getReservationsList();
    if (reservations.size() > 1) {
      return Optional.empty();
    }
    Resource.Builder coarse = resource.toBuilder().clearReservations().setRole(Roles.DEFAULT);
    for (ReservationInfo reservation : reservations) {
      coarse.setRole(reservation.getRole());
      if (reservation.getType() == ReservationInfo.Type.DYNAMIC) {
        coarse.setReservation(reservation.toBuilder().clearType().clearRole());
      }
    }
    return Optional.of(coarse.build());
  }
}
