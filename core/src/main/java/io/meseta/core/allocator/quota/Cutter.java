package io.meseta.core.allocator.quota;

import io.meseta.core.allocator.quota.Cut.Reason;
import io.meseta.core.resource.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is free on an agent down to what quotas allow (Mesos reference §9.1, §9.3). Only
 * scalars that are not reserved and there to stay are cut; everything else goes along.
 */
public final class Cutter {

  private final Quotas quotas;
  private final Quantities.Index index;

  /** Cuts by these quotas. */
  public Cutter(Quotas quotas, Quantities.Index index) {
    this.quotas = quotas;
    this.index = index;
  }

  /** In the second stage: up to the limits, and not more than is free for everybody. */
  public Cut upToLimits(Bundle whole, QuotaAccount account) {
    if (!quotas.any()) {
      return new Cut(whole, whole, null);
    }
    boolean headroom = !quotas.required().isZero();
    if (!headroom && !account.isLimited()) {
      return new Cut(whole, whole, null);
    }
    Quantities loose = whole.loose();
    Quantities budget = new Quantities(index);
    @Nullable Reason reason = null;
    for (int place = 0; place < loose.length(); place++) {
      long granted = loose.at(place);
      if (account.room(place) < granted) {
        granted = account.room(place);
        reason = Reason.LIMIT;
      }
      if (headroom && quotas.surplus(place) < granted) {
        granted = quotas.surplus(place);
        reason = Reason.HEADROOM;
      }
      budget.put(place, granted);
    }
    return cut(whole, budget, reason);
  }

  /**
   * In the first stage: what the role lacks of its guarantees, and on top of it what the second
   * stage would allow. Null if nothing of it is lacking.
   */
  public @Nullable Cut towardsGuarantees(Bundle whole, QuotaAccount account) {
    Quantities loose = whole.loose();
    Quantities budget = new Quantities(index);
    boolean progress = false;
    @Nullable Reason reason = null;
    for (int place = 0; place < loose.length(); place++) {
      long there = loose.at(place);
      long lacking = Math.min(there, account.unmet(place));
      progress |= lacking > 0;
      long more = there - lacking;
      long room = account.room(place);
      if (room != Quantities.UNLIMITED && Math.max(0, room - lacking) < more) {
        more = Math.max(0, room - lacking);
        reason = Reason.LIMIT;
      }
      if (quotas.surplus(place) < more) {
        more = quotas.surplus(place);
        reason = Reason.HEADROOM;
      }
      budget.put(place, lacking + more);
    }
    return progress ? cut(whole, budget, reason) : null;
  }

  /** Not more than is free for everybody, whichever role it is for. */
  public Quantities outsideHeadroom(Quantities loose) {
    if (!quotas.any() || quotas.required().isZero()) {
      return loose;
    }
    Quantities rest = new Quantities(index);
    for (int place = 0; place < loose.length(); place++) {
      rest.put(place, Math.min(loose.at(place), quotas.surplus(place)));
    }
    return rest;
  }

  private Cut cut(Bundle whole, Quantities budget, @Nullable Reason reason) {
    if (reason == null) {
      return new Cut(whole, whole, null);
    }
    Resources rest =
        whole
            .resources()
            .within((name, amount, divisible) -> {
              long granted = Math.min(amount, budget.at(name));
              granted = divisible || granted == amount ? granted : 0;
              budget.add(name, -granted);
              return granted;
            });
    return new Cut(whole, Bundle.of(rest, index), reason);
  }
}
