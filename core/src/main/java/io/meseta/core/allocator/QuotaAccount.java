package io.meseta.core.allocator;

import org.jspecify.annotations.Nullable;

/**
 * What one top-level role and all below it consume of their quota: what is reserved for them,
 * whether in use or not, and what else they have of what is not reserved and is there to stay.
 */
final class QuotaAccount {

  /** The top-level role. */
  final String role;

  /** The role in the tree, while it has frameworks. */
  @Nullable RoleNode node;

  /** Frameworks below that take less than what is usually worth an offer. */
  int choosy;

  private final Quotas quotas;
  private final Quantities consumed;
  private final Quantities unmet;
  private Quota quota = Quota.NONE;
  private Quantities guarantees;

  /** By place; {@link Quantities#UNLIMITED} without a limit. */
  private long[] limits = {};

  QuotaAccount(String role, Quotas quotas) {
    this.role = role;
    this.quotas = quotas;
    this.consumed = quotas.nothing();
    this.unmet = quotas.nothing();
    this.guarantees = quotas.nothing();
  }

  Quota quota() {
    return quota;
  }

  Quantities consumed() {
    return consumed;
  }

  boolean isLimited() {
    return limits.length > 0;
  }

  /** Whether it lacks something it is guaranteed. */
  boolean isUnmet() {
    return !unmet.isZero();
  }

  /** What it lacks of what it is guaranteed. */
  long unmet(int place) {
    return unmet.at(place);
  }

  /** What it may still have; never negative. */
  long room(int place) {
    return place >= limits.length || limits[place] == Quantities.UNLIMITED
        ? Quantities.UNLIMITED
        : Math.max(0, limits[place] - consumed.at(place));
  }

  /** Whether it may still have something that is worth an offer. */
  boolean isOpen() {
    return !isLimited() || choosy > 0 || quotas.isWorthwhile(this);
  }

  /** Whether the limits leave as much as this. */
  boolean hasRoomFor(Quantities least) {
    for (int place = 0; place < least.length(); place++) {
      if (room(place) < least.at(place)) {
        return false;
      }
    }
    return true;
  }

  void quota(Quota changed, Quantities changedGuarantees, long[] changedLimits) {
    quota = changed;
    guarantees = changedGuarantees;
    limits = changedLimits;
    settle();
  }

  void consume(Quantities more) {
    consumed.add(more);
    settle();
  }

  void giveBack(Quantities less) {
    consumed.subtract(less);
    settle();
  }

  /** Works out anew what is lacking. */
  void settle() {
    if (quota.guarantees().isEmpty() && unmet.isZero()) {
      noticeMove();
      return;
    }
    quotas.required().subtract(unmet);
    unmet.clear();
    for (int place = 0; place < guarantees.length(); place++) {
      long lacking = guarantees.at(place) - consumed.at(place);
      if (lacking > 0) {
        unmet.put(place, lacking);
      }
    }
    quotas.required().add(unmet);
    noticeMove();
  }

  private void noticeMove() {
    if (node != null && quota != Quota.NONE) {
      node.moved();
    }
  }
}
