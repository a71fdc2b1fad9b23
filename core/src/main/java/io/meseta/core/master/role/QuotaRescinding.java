package io.meseta.core.master.role;

import io.meseta.core.OfferId;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.master.state.Turn;
import io.meseta.core.resource.ResourceLimits;
import io.meseta.core.resource.ResourceQuantities;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * Takes offers back so that a new quota holds: those of the role while it has more than its limits,
 * and those of others until its guarantees could be met from them (Mesos reference §9.3).
 */
final class QuotaRescinding {

  private QuotaRescinding() {}

  static void enforce(Turn turn, QuotaConfig quota) {
    RoleUsage usage = new RoleUsage(turn.state(), quota.getRole());
    ResourceLimits limits = ResourceLimits.of(quota.getLimitsMap());
    ResourceQuantities guarantees = ResourceQuantities.of(quota.getGuaranteesMap());
    ResourceQuantities had = usage.consumed().plus(usage.offered());

    List<OfferId> rescinded = new ArrayList<>();
    for (OutstandingOffer offer : offers(turn, usage::isMine)) {
      if (limits.contains(had)) {
        break;
      }
      had = had.minus(ResourceQuantities.of(offer.resources()));
      rescinded.add(offer.id());
    }
    for (OutstandingOffer offer : offers(turn, role -> !usage.isMine(role))) {
      if (had.contains(guarantees)) {
        break;
      }
      had = had.plus(ResourceQuantities.of(offer.resources()));
      rescinded.add(offer.id());
    }
    OfferRemoval.rescind(turn, rescinded);
  }

  private static List<OutstandingOffer> offers(Turn turn, Predicate<String> ofRole) {
    List<OutstandingOffer> offers = new ArrayList<>();
    for (OutstandingOffer offer : turn.state().offers()) {
      if (ofRole.test(offer.role())) {
        offers.add(offer);
      }
    }
    return offers;
  }
}
