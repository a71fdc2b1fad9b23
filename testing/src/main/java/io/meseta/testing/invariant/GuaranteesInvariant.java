package io.meseta.testing.invariant;

import io.meseta.testing.observe.Observation;
import java.util.List;

/**
 * What is guaranteed to a role stays possible: as long as not enough is free for all that is
 * guaranteed and missing, a role is only offered what it is guaranteed itself.
 */
public final class GuaranteesInvariant implements Invariant {

  private final AllocationWatch watch = AllocationWatch.ofOffers();

  @Override
  public void observe(Observation observation) {
    watch.observe(observation).ifPresent(this::check);
  }

  private void check(AllocationRound round) {
    for (String name : List.of("cpus", "mem")) {
      if (round.unmet(name) > round.free(name)) {
        round.offers().stream()
            .map(offer -> AllocationRound.top(offer.role()))
            .distinct()
            .forEach(role -> check(round, role, name));
      }
    }
  }

  private void check(AllocationRound round, String role, String name) {
    long guarantee =
        AllocationRound.thousandths(round.quota(role).getGuaranteesMap()).getOrDefault(name, 0L);
    long offered = round.offered(role, name);
    require(
        offered == 0 || round.consumed(role, name) <= guarantee,
        "%d/1000 %s were offered to %s beyond its guarantee of %d; others lack %d, free are %d",
        offered,
        name,
        role,
        guarantee,
        round.unmet(name),
        round.free(name));
  }
}
