package io.meseta.core.resource;

import java.util.Objects;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a resource but how much there is of it: amounts of equal kinds can be added
 * (Mesos reference §8.3). Must not hold an amount.
 *
 * <p>Most resources are plain: they have a name, a type and perhaps a role they are allocated to.
 * These are compared without looking at any message, because every sum does so.
 */
final class ResourceKind {

  private final String name;
  private final Value.Type type;
  private final String allocationRole;

  /** The resource without its value and its allocation, or null if there is nothing more to it. */
  private final @Nullable Resource details;

  /** The details without what does not tell resources apart; the same object where possible. */
  private final @Nullable Resource identity;

  private final int hash;

  // Kinds that were derived from this one; immutable, so that a lost race does no harm.
  private @Nullable ResourceKind lastAllocated;
  private @Nullable ResourceKind unallocated;
  private @Nullable Resource template;

  private ResourceKind(
      String name, Value.Type type, String allocationRole, @Nullable Resource details) {
    this.name = name;
    this.type = type;
    this.allocationRole = allocationRole;
    this.details = details;
    this.identity = details == null ? null : ResourceIdentity.of(details);
    this.hash = Objects.hash(name, allocationRole, identity);
  }

  /** The kind of a resource in the format with {@code reservations}. */
  static ResourceKind of(Resource resource) {
    return new ResourceKind(
        resource.getName(),
        resource.getType(),
        resource.getAllocationInfo().getRole(),
        isPlain(resource) ? null : detailsOf(resource));
  }

  private static boolean isPlain(Resource resource) {
    return resource.getReservationsCount() == 0
        && !resource.hasDisk()
        && !resource.hasRevocable()
        && !resource.hasShared()
        && !resource.hasProviderId()
        && resource.getUnknownFields().isEmpty();
  }

  @SuppressWarnings("deprecation") // the older format is cleared
  private static Resource detailsOf(Resource resource) {
    return resource.toBuilder()
        .clearScalar()
        .clearRanges()
        .clearSet()
        .clearRole()
        .clearAllocationInfo()
        .build();
  }

  String name() {
    return name;
  }

  /** The role it is allocated to, or empty text. */
  String allocationRole() {
    return allocationRole;
  }

  boolean isReserved() {
    return details != null && details.getReservationsCount() > 0;
  }

  /** The role that owns the innermost reservation; "*" if there is none. */
  String reservationRole() {
    int count = details == null ? 0 : details.getReservationsCount();
    return count == 0 || details == null ? "*" : details.getReservations(count - 1).getRole();
  }

  /** Whether it is reserved more than once. */
  boolean isRefined() {
    return details != null && details.getReservationsCount() > 1;
  }

  /** Whether the innermost reservation was made by an operation. */
  boolean isDynamicallyReserved() {
    int count = details == null ? 0 : details.getReservationsCount();
    return count > 0
        && details != null
        && details.getReservations(count - 1).getType() == ReservationInfo.Type.DYNAMIC;
  }

  boolean isPersistentVolume() {
    return details != null && details.getDisk().hasPersistence();
  }

  /** Whether it belongs to a resource provider and not to the agent itself. */
  boolean isProvided() {
    return details != null && details.hasProviderId();
  }

  boolean isRevocable() {
    return details != null && details.hasRevocable();
  }

  boolean isShared() {
    return details != null && details.hasShared();
  }

  /** Whether it can only be had as a whole: persistent volumes, mounts, block devices. */
  boolean isAtomic() {
    if (details == null || !details.hasDisk()) {
      return false;
    }
    DiskInfo disk = details.getDisk();
    return disk.hasPersistence()
        || switch (disk.getSource().getType()) {
          case MOUNT, BLOCK -> true;
          case RAW -> disk.getSource().hasId();
          case PATH, UNKNOWN -> false;
        };
  }

  ResourceKind allocatedTo(String role) {
    ResourceKind last = lastAllocated;
    if (last == null || !last.allocationRole.equals(role)) {
      last = new ResourceKind(name, type, role, details);
      last.unallocated = allocationRole.isEmpty() ? this : unallocated();
      lastAllocated = last;
    }
    return last;
  }

  ResourceKind unallocated() {
    if (allocationRole.isEmpty()) {
      return this;
    }
    ResourceKind plain = unallocated;
    if (plain == null) {
      plain = new ResourceKind(name, type, "", details);
      unallocated = plain;
    }
    return plain;
  }

  /** What this was made of: static reservations and disk sources stay, all else goes. */
  ResourceKind withoutChanges() {
    if (details == null) {
      return this;
    }
    Resource.Builder plain = template().toBuilder().clearReservations();
    details.getReservationsList().stream()
        .filter(reservation -> reservation.getType() == ReservationInfo.Type.STATIC)
        .forEach(plain::addReservations);
    return of(plain.build()).withoutPersistence();
  }

  /** The plain disk of which a volume is made: its source stays, and it is not shared. */
  ResourceKind withoutPersistence() {
    if (details == null || !(details.hasDisk() || details.hasShared())) {
      return this;
    }
    Resource.Builder plain = template().toBuilder().clearShared().clearDisk();
    if (details.getDisk().hasSource()) {
      plain.setDisk(DiskInfo.newBuilder().setSource(details.getDisk().getSource()));
    }
    return of(plain.build());
  }

  ResourceKind withoutLastReservation() {
    return of(
        template().toBuilder().removeReservations(template().getReservationsCount() - 1).build());
  }

  ResourceKind withoutReservations() {
    return isReserved() ? of(template().toBuilder().clearReservations().build()) : this;
  }

  /** The resource without its value. */
  Resource template() {
    Resource made = template;
    if (made == null) {
      Resource.Builder builder =
          details != null ? details.toBuilder() : Resource.newBuilder().setName(name).setType(type);
      if (!allocationRole.isEmpty()) {
        builder.setAllocationInfo(AllocationInfo.newBuilder().setRole(allocationRole));
      }
      made = builder.build();
      template = made;
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ResourceKind kind
            && hash == kind.hash
            && type == kind.type
            && name.equals(kind.name)
            && allocationRole.equals(kind.allocationRole)
            && Objects.equals(identity, kind.identity));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As Mesos prints it in front of the amount. */
  @Override
  public String toString() {
    return ResourceText.of(template());
  }
}
