package io.meseta.testing.invariant;

import io.meseta.testing.observe.Observation;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** Nobody is offered more than the limit of the top-level role leaves. */
public final class LimitsInvariant implements Invariant {

  private final AllocationWatch watch = AllocationWatch.ofOffers();

  @Override
  public void observe(Observation observation) {
    watch.observe(observation).ifPresent(this::check);
  }

  private void check(AllocationRound round) {
    for (QuotaConfig quota : round.after().roleRules().quotas().values()) {
      AllocationRound.thousandths(quota.getLimitsMap())
          .forEach((name, limit) -> {
            long offered = round.offered(quota.getRole(), name);
            long consumed = round.consumed(quota.getRole(), name);
            require(
                offered == 0 || consumed <= limit,
                "%d/1000 %s were offered to %s, which has %d then and may have %d",
                offered,
                name,
                quota.getRole(),
                consumed,
                limit);
          });
    }
  }
}
