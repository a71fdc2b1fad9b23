package io.meseta.core.allocator.quota;

import org.jspecify.annotations.Nullable;

/**
 * What one top-level role and all below it consume of their quota: what is reserved for them,
 * whether in use or not, and what else they have of what is not reserved and is there to stay.
 */
public final class QuotaAccount {

  /** The top-level role. */
  private final String role;

  private final Quotas quotas;

  /** Frameworks below that have an idea of their own of what is worth an offer. */
  private int choosy;

  /**
   * Called when it may be open, or may lack something, that was not or did not; null for nobody.
   */
  private @Nullable Runnable watcher;

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

  /** The top-level role. */
  public String role() {
    return role;
  }

  /** Calls back whenever it may be open or lacking, or may not be so any more; null ends it. */
  public void watch(@Nullable Runnable changed) {
    watcher = changed;
    quotas.dropIfUseless(this);
  }

  boolean isWatched() {
    return watcher != null;
  }

  /** One framework more, or less, with an idea of its own of what is worth an offer. */
  public void countChoosy(int change) {
    choosy += change;
    noticeMove();
  }

  /** What is guaranteed and allowed. */
  public Quota quota() {
    return quota;
  }

  /** What counts against the quota. */
  public Quantities consumed() {
    return consumed;
  }

  /** Whether there is any limit. */
  public boolean isLimited() {
    return limits.length > 0;
  }

  /** Whether it lacks something it is guaranteed. */
  public boolean isUnmet() {
    return !unmet.isZero();
  }

  /** What it lacks of what it is guaranteed. */
  public long unmet(int place) {
    return unmet.at(place);
  }

  /** What it may still have; never negative. */
  public long room(int place) {
    return place >= limits.length || limits[place] == Quantities.UNLIMITED
        ? Quantities.UNLIMITED
        : Math.max(0, limits[place] - consumed.at(place));
  }

  /** Whether it may still have something that is worth an offer. */
  public boolean isOpen() {
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
    noticeMove();
  }

  /** It has more. */
  public void consume(Quantities more) {
    consumed.add(more);
    settle();
  }

  /** It has less. */
  public void giveBack(Quantities less) {
    consumed.subtract(less);
    settle();
  }

  /** Works out anew what is lacking. */
  private void settle() {
    if (quota.guarantees().isEmpty() && unmet.isZero()) {
      if (isLimited()) {
        noticeMove();
      }
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
    if (watcher != null) {
      watcher.run();
    }
  }
}
