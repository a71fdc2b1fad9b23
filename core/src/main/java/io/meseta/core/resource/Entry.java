package io.meseta.core.resource;

import org.apache.mesos.v1.Protos.Resource;

/**
 * One kind of resource and how much there is of it. What can only be had as a whole never melts
 * into one with its like; what is shared keeps its size and counts how many have it (Mesos
 * reference §8.3).
 *
 * @param copies how many times a shared resource is here; 1 for all others
 */
record Entry(ResourceKind kind, Amount amount, int copies) {

  static Entry of(Resource resource) {
    Resource refined =
        ReservationFormat.isUnreserved(resource) ? resource : ReservationFormat.refine(resource);
    return new Entry(ResourceKind.of(refined), Amount.of(refined), 1);
  }

  /** The same amount of another kind; copies are only kept of what stays shared. */
  Entry as(ResourceKind other) {
    return new Entry(other, amount, other.isShared() ? copies : 1);
  }

  /** Whether sizes have to be equal for one to be taken from the other. */
  boolean isWhole() {
    return kind.isAtomic() || kind.isShared();
  }

  /** Whether it is nobody's and there to stay. */
  boolean isLoose() {
    return !kind.isReserved() && !kind.isRevocable() && !kind.isShared();
  }

  /** Whether the other can be taken from this, or all of this from the other. */
  boolean matches(Entry other) {
    return kind.equals(other.kind) && (!isWhole() || amount.equals(other.amount));
  }

  /** Whether this and the other are one. */
  boolean joins(Entry other) {
    return matches(other) && (kind.isShared() || !kind.isAtomic());
  }

  Entry plus(Entry other) {
    return kind.isShared()
        ? new Entry(kind, amount, copies + other.copies)
        : new Entry(kind, amount.plus(other.amount), 1);
  }

  Entry minus(Entry other) {
    if (kind.isShared()) {
      return new Entry(kind, amount, Math.max(0, copies - other.copies));
    }
    return new Entry(kind, amount.minus(other.amount), 1);
  }

  boolean isEmpty() {
    return copies == 0 || amount.isEmpty();
  }

  Resource toResource() {
    Resource.Builder builder = kind.template().toBuilder();
    amount.writeTo(builder);
    return builder.build();
  }

  @Override
  public String toString() {
    return kind + ":" + amount + (kind.isShared() ? "<" + copies + ">" : "");
  }
}
