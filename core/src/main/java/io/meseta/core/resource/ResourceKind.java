package io.meseta.core.resource;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * Everything about a resource but how much there is of it: amounts of equal kinds can be added
 * (Mesos reference §8.3). Must not hold an amount.
 *
 * @param template the resource without its value, in the format with {@code reservations}
 */
record ResourceKind(Resource template) {

  @SuppressWarnings("deprecation") // the older format is cleared
  static ResourceKind of(Resource resource) {
    return new ResourceKind(
        resource.toBuilder().clearScalar().clearRanges().clearSet().clearRole().build());
  }

  String name() {
    return template.getName();
  }

  boolean isReserved() {
    return template.getReservationsCount() > 0;
  }

  /** The role that owns the innermost reservation; "*" if there is none. */
  String reservationRole() {
    int count = template.getReservationsCount();
    return count == 0 ? "*" : template.getReservations(count - 1).getRole();
  }

  boolean isRevocable() {
    return template.hasRevocable();
  }

  boolean isShared() {
    return template.hasShared();
  }

  boolean isPersistentVolume() {
    return template.getDisk().hasPersistence();
  }

  /** Whether it can only be had as a whole: persistent volumes, mounts, block devices. */
  boolean isAtomic() {
    DiskInfo disk = template.getDisk();
    return disk.hasPersistence()
        || switch (disk.getSource().getType()) {
          case MOUNT, BLOCK -> true;
          case RAW -> disk.getSource().hasId();
          case PATH, UNKNOWN -> false;
        };
  }

  /** The role it is allocated to, or empty text. */
  String allocationRole() {
    return template.getAllocationInfo().getRole();
  }

  ResourceKind allocatedTo(String role) {
    return new ResourceKind(
        template.toBuilder().setAllocationInfo(AllocationInfo.newBuilder().setRole(role)).build());
  }

  /** What this was made of: static reservations and disk sources stay, all else goes. */
  ResourceKind withoutChanges() {
    Resource.Builder plain = template.toBuilder().clearShared().clearReservations();
    template.getReservationsList().stream()
        .filter(reservation -> reservation.getType() == ReservationInfo.Type.STATIC)
        .forEach(plain::addReservations);
    if (template.hasDisk()) {
      plain.clearDisk();
      if (template.getDisk().hasSource()) {
        plain.setDisk(DiskInfo.newBuilder().setSource(template.getDisk().getSource()));
      }
    }
    return new ResourceKind(plain.build());
  }

  ResourceKind unallocated() {
    return template.hasAllocationInfo()
        ? new ResourceKind(template.toBuilder().clearAllocationInfo().build())
        : this;
  }

  /** As Mesos prints it in front of the amount. */
  @Override
  public String toString() {
    return ResourceText.of(template);
  }
}
