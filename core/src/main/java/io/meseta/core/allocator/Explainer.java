package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.Reason.OfferedElsewhere.Holder;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.quota.QuotaAccount;
import io.meseta.core.allocator.share.RoleTree;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why one client is offered resources of agents, or is not: what the next round would do
 * comes from a rehearsal, and what is in the way from {@link Fit}, as in a round.
 */
final class Explainer {

  private final Engine engine;
  private final Rehearsal rehearsal;
  private final Client client;

  /** What the next round would offer the client, by agent. */
  private final Map<AgentId, Resources> own = new HashMap<>();

  /** The first that the next round would offer to anybody else, by agent, in order. */
  private final SequencedMap<AgentId, Placement> others = new LinkedHashMap<>();

  /** Explains each of the agents, in the order given. */
  static List<Explanation> explain(
      Engine engine, FrameworkId framework, String role, Collection<AgentSlot> slots, Instant now) {
    Client client = engine.clients().find(framework, role);
    SequencedMap<AgentId, Reason> reasons = new LinkedHashMap<>();
    if (client == null) {
      slots.forEach(slot -> reasons.put(slot.id, new Reason.NotSubscribed()));
    } else {
      Rehearsal rehearsal = new Rehearsal(engine, now);
      try {
        reasons.putAll(new Explainer(engine, rehearsal, client).reasons(slots));
      } finally {
        rehearsal.end();
      }
    }
    List<Explanation> explanations = new ArrayList<>();
    reasons.forEach(
        (agent, reason) -> explanations.add(new Explanation(framework, role, agent, reason)));
    return explanations;
  }

  private Explainer(Engine engine, Rehearsal rehearsal, Client client) {
    this.engine = engine;
    this.rehearsal = rehearsal;
    this.client = client;
    for (Placement placement : rehearsal.placements()) {
      if (isOwn(placement)) {
        own.merge(placement.agent(), placement.resources(), Resources::plus);
      } else {
        others.putIfAbsent(placement.agent(), placement);
      }
    }
  }

  private boolean isOwn(Placement placement) {
    return placement.framework().equals(client.framework)
        && placement.role().equals(client.role().role());
  }

  /** By agent, in the order given. Can only be asked once: the rehearsal is taken back by it. */
  private SequencedMap<AgentId, Reason> reasons(Collection<AgentSlot> slots) {
    SequencedMap<AgentId, Reason> reasons = new LinkedHashMap<>();
    Map<AgentId, AgentSlot> contested = new HashMap<>();
    for (AgentSlot slot : slots) {
      Optional<Reason> clear = offered(slot).or(() -> closed(slot));
      reasons.put(slot.id, clear.orElseGet(Reason.InUse::new));
      if (clear.isEmpty() && others.containsKey(slot.id)) {
        contested.put(slot.id, slot);
      } else if (clear.isEmpty()) {
        Fit fit = engine.fit(slot, client.role(), false);
        reasons.put(slot.id, describe(fit, fit.check(client)));
      }
    }
    others
        .reversed()
        .forEach((agent, placement) -> {
          AgentSlot slot = contested.get(agent);
          if (slot != null) {
            reasons.put(agent, contest(slot, placement));
          }
        });
    return reasons;
  }

  /** What the next round would offer. */
  private Optional<Reason> offered(AgentSlot slot) {
    return Optional.ofNullable(own.get(slot.id)).map(Reason.WouldBeOffered::new);
  }

  /** What has nothing to do with resources. */
  private Optional<Reason> closed(AgentSlot slot) {
    Reason reason =
        switch (client.state()) {
          case SUPPRESSED -> new Reason.Suppressed();
          case DISCONNECTED -> new Reason.NotConnected();
          case UNSUBSCRIBED -> new Reason.NotSubscribed();
          case ACTIVE -> null;
        };
    if (reason == null && slot.state() != AgentState.ACTIVE) {
      reason = new Reason.AgentUnavailable(slot.state());
    }
    if (reason == null && !slot.isWhitelisted()) {
      reason = new Reason.NotWhitelisted(slot.site().info().getHostname());
    }
    if (reason == null && engine.agents().areAwaited()) {
      reason = engine.agents().whyNotYet();
    }
    return Optional.ofNullable(reason);
  }

  /** Why somebody else would be offered something, as things are when that is decided. */
  private Reason contest(AgentSlot slot, Placement placement) {
    rehearsal.rewindTo(placement);
    Fit fit = engine.fit(slot, client.role(), false);
    Fit.@Nullable Obstacle obstacle = fit.check(client);
    if (obstacle != null) {
      return describe(fit, obstacle);
    }
    FrameworkId framework = placement.framework();
    Client other = engine.clients().of(framework, placement.role());
    Quantities total = engine.tree().total().quantities();
    return new Reason.OtherComesFirst(
        framework,
        placement.role(),
        RoleTree.fork(other, client).shareOf(total),
        RoleTree.fork(client, other).shareOf(total));
  }

  private Reason describe(Fit fit, Fit.@Nullable Obstacle obstacle) {
    return switch (obstacle) {
      case null -> new Reason.WouldBeOffered(fit.offerTo(client));
      case GPUS -> missing(Capability.Type.GPU_RESOURCES);
      case REGION -> missing(Capability.Type.REGION_AWARE);
      case CONSTRAINTS -> new Reason.ExcludedByConstraints();
      case CAPABILITIES ->
          promised(fit).orElseGet(() -> new Reason.CapabilitiesMissing(missingFor(fit)));
      case REFUSED -> refused(fit);
      case LIMIT -> atLimit();
      case HEADROOM, GUARANTEE -> keptForGuarantees();
      case OFFERED_ALREADY, NOTHING_FREE -> promised(fit).orElseGet(Reason.InUse::new);
      case RESERVED -> promised(fit).orElseGet(() -> reserved(fit));
      case MINIMUM -> promised(fit).orElseGet(() -> belowMinimum(fit));
    };
  }

  private static Reason missing(Capability.Type capability) {
    return new Reason.CapabilitiesMissing(Set.of(capability));
  }

  private Set<Capability.Type> missingFor(Fit fit) {
    Resources free = fit.whole().resources();
    Traits traits = client.traits();
    Set<Capability.Type> missing = EnumSet.noneOf(Capability.Type.class);
    if (!traits.revocable() && !free.revocable().isEmpty()) {
      missing.add(Capability.Type.REVOCABLE_RESOURCES);
    }
    if (!traits.shared() && !free.shared().isEmpty()) {
      missing.add(Capability.Type.SHARED_RESOURCES);
    }
    if (!traits.refined() && !free.unrefined().equals(free)) {
      missing.add(Capability.Type.RESERVATION_REFINEMENT);
    }
    return missing;
  }

  private Reason refused(Fit fit) {
    return client
        .refusals
        .covering(fit.slot().id, fit.offerTo(client))
        .<Reason>map(refusal -> new Reason.Refused(refusal.resources(), refusal.until()))
        .orElseThrow();
  }

  /** Who has offers of what the client could have: it itself, or others. */
  private Optional<Reason> promised(Fit fit) {
    List<Outstanding> offers = fit.slot().offers();
    Optional<Reason> already =
        offers.stream()
            .filter(offer -> isOwn(offer.placement()))
            .findFirst()
            .map(offer -> new Reason.AlreadyOffered(offer.placement().resources(), offer.since()));
    List<Holder> holders = offers.stream().filter(this::couldHave).map(Explainer::holder).toList();
    return already.or(() ->
        holders.isEmpty() ? Optional.empty() : Optional.of(new Reason.OfferedElsewhere(holders)));
  }

  /** Whether the client, as able as it is, could have anything of the offer. */
  private boolean couldHave(Outstanding offer) {
    Resources offered = offer.placement().resources().allocatableTo(client.role().role());
    return !client.traits().takeable(offered).isEmpty();
  }

  private static Holder holder(Outstanding offer) {
    return new Holder(offer.placement().framework(), offer.placement().role(), offer.since());
  }

  private static Reason reserved(Fit fit) {
    return new Reason.ReservedForOthers(fit.slot().available().resources().reservationRoles());
  }

  private Reason belowMinimum(Fit fit) {
    return new Reason.BelowMinimum(
        fit.wholeFor(client).resources(),
        client.traits().minimum().orElse(engine.settings().minimum()));
  }

  private Reason atLimit() {
    QuotaAccount account = client.role().account();
    return new Reason.AtLimit(account.role(), account.quota().limits(), account.consumed().toMap());
  }

  private Reason keptForGuarantees() {
    Map<String, Long> lacking = engine.quotas().required().toMap();
    return new Reason.KeptForGuarantees(lacking, engine.quotas().free().toMap());
  }
}
