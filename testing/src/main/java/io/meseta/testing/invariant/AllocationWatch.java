package io.meseta.testing.invariant;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.FrameworkEvent.FrameworkRemoved;
import io.meseta.core.master.FrameworkEvent.HeartbeatSent;
import io.meseta.core.master.FrameworkEvent.RolesRevived;
import io.meseta.core.master.OfferEvent.AllocationScheduled;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.OfferEvent.OfferRefused;
import io.meseta.core.master.OfferEvent.RefusalExpired;
import io.meseta.core.master.OfferEvent.ResourcesAllocated;
import io.meseta.core.master.machine.MasterCore;
import io.meseta.testing.invariant.AllocationRound.Refused;
import io.meseta.testing.observe.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the events of a master that have to do with offers. */
final class AllocationWatch {

  private final Map<Refused, List<Instant>> refusals = new HashMap<>();
  private final boolean onlyOffers;
  private boolean scheduled;

  private AllocationWatch(boolean onlyOffers) {
    this.onlyOffers = onlyOffers;
  }

  /** Tells of steps in which offers were made. */
  static AllocationWatch ofOffers() {
    return new AllocationWatch(true);
  }

  /** Tells of all steps after which nothing is going to be offered soon. */
  static AllocationWatch ofRest() {
    return new AllocationWatch(false);
  }

  /** What the master looks like after a step of which something can be said. */
  Optional<AllocationRound> observe(Observation observation) {
    if (observation instanceof Observation.Recovered recovered
        && recovered.core() instanceof MasterCore) {
      refusals.clear();
      scheduled = false;
    }
    return observation instanceof Observation.Stepped stepped
            && stepped.core() instanceof MasterCore core
        ? observe(stepped, core)
        : Optional.empty();
  }

  private Optional<AllocationRound> observe(Observation.Stepped stepped, MasterCore core) {
    List<OfferMade> offers = new ArrayList<>();
    Instant at = Instant.EPOCH;
    for (Object event : stepped.step().events()) {
      switch (event) {
        case OfferMade made -> offers.add(made);
        case AllocationScheduled _ -> scheduled = true;
        case ResourcesAllocated allocated -> {
          scheduled = false;
          at = allocated.at();
        }
        default -> follow(event);
      }
    }
    boolean tell = onlyOffers ? !offers.isEmpty() : !scheduled && !isQuiet(stepped);
    return tell
        ? Optional.of(new AllocationRound(core.snapshot(at), offers, standing()))
        : Optional.empty();
  }

  private static boolean isQuiet(Observation.Stepped stepped) {
    return stepped.step().events().stream().allMatch(HeartbeatSent.class::isInstance);
  }

  private void follow(Object event) {
    switch (event) {
      case OfferRefused r -> of(r.framework(), r.role(), r.agent()).add(r.until());
      case RefusalExpired e ->
          of(e.framework(), e.role(), e.agent()).removeIf(until -> !until.isAfter(e.at()));
      case RolesRevived revived ->
          refusals
              .keySet()
              .removeIf(r ->
                  r.framework().equals(revived.framework()) && revived.roles().contains(r.role()));
      case FrameworkRemoved removed ->
          refusals.keySet().removeIf(r -> r.framework().equals(removed.framework()));
      default -> {} // nothing to do with offers
    }
  }

  private List<Instant> of(FrameworkId framework, String role, AgentId agent) {
    return refusals.computeIfAbsent(new Refused(framework, role, agent), _ -> new ArrayList<>());
  }

  private Set<Refused> standing() {
    Set<Refused> standing = new HashSet<>();
    refusals.forEach((refused, until) -> {
      if (!until.isEmpty()) {
        standing.add(refused);
      }
    });
    return standing;
  }
}
