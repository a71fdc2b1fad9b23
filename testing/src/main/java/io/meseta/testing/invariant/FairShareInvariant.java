package io.meseta.testing.invariant;

import io.meseta.core.AgentId;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import io.meseta.testing.invariant.AllocationRound.Client;
import io.meseta.testing.observe.Observation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Each agent is offered first to one who has least of the cluster, relative to the weight: among
 * the top-level roles, and within a role among its frameworks. Looked at where neither quotas nor
 * reservations interfere; what the first leaves of an agent goes to others, whatever they have.
 */
public final class FairShareInvariant implements Invariant {

  private static final double ROUNDING = 1e-9;

  private final AllocationWatch watch = AllocationWatch.ofOffers();

  @Override
  public void observe(Observation observation) {
    watch
        .observe(observation)
        .filter(round -> round.after().roleRules().quotas().isEmpty())
        .filter(round -> round.after().agents().stream().allMatch(FairShareInvariant::isOpen))
        .ifPresent(this::check);
  }

  private static boolean isOpen(AgentSnapshot agent) {
    return agent.total().reservationRoles().isEmpty();
  }

  private void check(AllocationRound round) {
    List<OfferMade> still = new ArrayList<>(round.offers());
    Set<AgentId> seen = new HashSet<>();
    for (OfferMade offer : round.offers()) {
      if (seen.add(offer.agent())) {
        check(round, offer, still);
      }
      still.remove(offer);
    }
  }

  /** The offers that were not made yet when this one was are not counted. */
  private void check(AllocationRound round, OfferMade offer, List<OfferMade> notYet) {
    AgentSnapshot agent = round.after().agent(offer.agent()).orElseThrow();
    Shares shares = new Shares(round, notYet);
    round
        .clients()
        .filter(client -> !round.isRefused(client, agent))
        .forEach(other -> {
          String own = AllocationRound.top(offer.role());
          String others = AllocationRound.top(other.role());
          if (!own.equals(others)) {
            compare(offer, other, shares.of(own), shares.of(others));
          } else if (offer.role().equals(other.role())) {
            compare(
                offer,
                other,
                shares.of(round.after().framework(offer.framework()).orElseThrow(), offer.role()),
                shares.of(other.framework(), other.role()));
          }
        });
  }

  private void compare(OfferMade offer, Client other, double share, double less) {
    require(
        share <= less + ROUNDING,
        "%s goes to %s in %s, which has a share of %f, and not to %s in %s, which has %f",
        offer.agent(),
        offer.framework(),
        offer.role(),
        share,
        other.framework().id(),
        other.role(),
        less);
  }

  /** Who had how much before some offers. */
  private record Shares(AllocationRound round, List<OfferMade> without) {

    double of(String top) {
      Resources held = Resources.EMPTY;
      for (FrameworkSnapshot framework : round.after().frameworks()) {
        for (String role : framework.used().plus(framework.offered()).allocationRoles()) {
          if (Roles.isSameOrBelow(role, top)) {
            held = held.plus(held(framework, role));
          }
        }
      }
      return share(held) / round.after().roleRules().weight(top);
    }

    double of(FrameworkSnapshot framework, String role) {
      return share(held(framework, role));
    }

    private Resources held(FrameworkSnapshot framework, String role) {
      Resources held = framework.used().plus(framework.offered()).allocatedIn(role).unallocated();
      for (OfferMade offer : without) {
        if (offer.framework().equals(framework.id()) && Objects.equals(offer.role(), role)) {
          held = held.minus(offer.resources());
        }
      }
      return held.positive();
    }

    private double share(Resources held) {
      Resources total =
          Resources.sum(round.after().agents().stream().map(AgentSnapshot::total).toList());
      double share = 0;
      for (String name : held.names()) {
        long all = total.scalarThousandths(name);
        if (all > 0) {
          share = Math.max(share, (double) held.scalarThousandths(name) / all);
        }
      }
      return share;
    }
  }
}
