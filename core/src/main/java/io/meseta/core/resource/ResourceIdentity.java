package io.meseta.core.resource;

import java.util.Comparator;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * What tells two resources apart, as Mesos compares them (Mesos reference §8.3): of a volume its id
 * and not where or how somebody mounts it or who made it; of labels not their order.
 */
final class ResourceIdentity {

  private ResourceIdentity() {}

  /** The same resource if there is nothing to leave out. */
  static Resource of(Resource details) {
    boolean labels = details.getReservationsList().stream().anyMatch(ReservationInfo::hasLabels);
    if (!details.hasDisk() && !labels) {
      return details;
    }
    Resource.Builder identity = details.toBuilder();
    if (details.hasDisk()) {
      identity.setDisk(of(details.getDisk()));
    }
    identity.clearReservations();
    details.getReservationsList().stream()
        .map(ResourceIdentity::of)
        .forEach(identity::addReservations);
    return identity.build();
  }

  private static DiskInfo of(DiskInfo disk) {
    DiskInfo.Builder identity = disk.toBuilder().clearVolume();
    if (disk.hasPersistence()) {
      identity.setPersistence(
          DiskInfo.Persistence.newBuilder().setId(disk.getPersistence().getId()));
    }
    return identity.build();
  }

  private static ReservationInfo of(ReservationInfo reservation) {
    if (reservation.getLabels().getLabelsCount() < 2) {
      return reservation;
    }
    ReservationInfo.Builder identity = reservation.toBuilder();
    identity.getLabelsBuilder().clearLabels();
    reservation.getLabels().getLabelsList().stream()
        .sorted(Comparator.comparing(Label::getKey).thenComparing(Label::getValue))
        .forEach(identity.getLabelsBuilder()::addLabels);
    return identity.build();
  }
}
