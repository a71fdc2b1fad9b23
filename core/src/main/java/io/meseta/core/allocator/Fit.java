package io.meseta.core.allocator;

import io.meseta.core.allocator.quota.Bundle;
import io.meseta.core.allocator.quota.Cut;
import io.meseta.core.allocator.quota.Cutter;
import io.meseta.core.allocator.share.RoleNode;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Resources;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of one role could be offered of one agent, in one stage of a round: the only
 * place that decides it, asked by rounds and by explanations alike. Valid until something changes;
 * what is the same for all clients with the same capabilities is worked out once.
 */
final class Fit {

  /** Why a client is not offered anything of an agent, in the order in which it is found out. */
  enum Obstacle {
    /** The agent has gpus and the framework does not know them. */
    GPUS,
    /** The agent is in another region and the framework is not aware of regions. */
    REGION,
    /** The framework's own offer constraints. */
    CONSTRAINTS,
    /** Everything is promised or in use. */
    NOTHING_FREE,
    /** What is free is reserved for other roles. */
    RESERVED,
    /** What is free is shared, and offered to the framework already. */
    OFFERED_ALREADY,
    /** What is free can only be had with capabilities that the framework has not. */
    CAPABILITIES,
    /** What is free is less than what is worth an offer. */
    MINIMUM,
    /** The role has all that its limits allow, but for less than what is worth an offer. */
    LIMIT,
    /** What is free, but for less than what is worth an offer, is kept for guarantees of others. */
    HEADROOM,
    /** Nothing here is lacking to the role's guarantee; only in the first stage. */
    GUARANTEE,
    /** The framework refused it, or more. */
    REFUSED
  }

  private final AgentSlot slot;
  private final RoleNode role;
  private final boolean guarantees;
  private final AllocatorSettings settings;
  private final Cutter cutter;
  private final Bundle whole;
  private final boolean shared;

  /** By capabilities; where none matter there is one. */
  private final @Nullable Cut[] cuts;

  private Fit(
      AgentSlot slot,
      RoleNode role,
      boolean guarantees,
      Cutter cutter,
      AllocatorSettings settings) {
    this.slot = slot;
    this.role = role;
    this.guarantees = guarantees;
    this.settings = settings;
    this.cutter = cutter;
    Bundle available = slot.available();
    this.whole =
        available.isSpecial()
            ? slot.bundle(available.resources().allocatableTo(role.role()))
            : available;
    this.shared = whole.isSpecial() && !whole.resources().shared().isEmpty();
    this.cuts = new Cut[whole.isSpecial() ? 8 : 1];
  }

  /** In the stage in which roles get what they are guaranteed. */
  static Fit towardsGuarantees(
      AgentSlot slot, RoleNode role, Cutter cutter, AllocatorSettings settings) {
    return new Fit(slot, role, true, cutter, settings);
  }

  /** In the stage in which everybody gets something. */
  static Fit upToLimits(AgentSlot slot, RoleNode role, Cutter cutter, AllocatorSettings settings) {
    return new Fit(slot, role, false, cutter, settings);
  }

  AgentSlot slot() {
    return slot;
  }

  RoleNode role() {
    return role;
  }

  /** What is there for the role, whoever asks. */
  Bundle whole() {
    return whole;
  }

  /** Whether there is nothing for the role, whoever asks. */
  boolean isEmpty() {
    return whole.isEmpty();
  }

  /** Why the client cannot be offered anything, or null if it can: {@link #offerTo} says what. */
  @Nullable Obstacle check(Client client) {
    @Nullable Obstacle wrongAgent = checkAgent(client);
    if (wrongAgent != null) {
      return wrongAgent;
    }
    if (whole.isEmpty()) {
      return slot.available().isEmpty() ? Obstacle.NOTHING_FREE : Obstacle.RESERVED;
    }
    Cut cut = cutFor(client);
    if (cut == null) {
      return Obstacle.GUARANTEE;
    }
    if (cut.whole().isEmpty()) {
      return lacksOnlyCopies(client) ? Obstacle.OFFERED_ALREADY : Obstacle.CAPABILITIES;
    }
    if (cut.rest().isEmpty() || !client.isContentWith(cut.rest().scalars())) {
      return client.isContentWith(cut.whole().scalars()) ? obstacle(cut) : Obstacle.MINIMUM;
    }
    return client.refusals.cover(slot.id, cut.rest().resources()) ? Obstacle.REFUSED : null;
  }

  private static Obstacle obstacle(Cut cut) {
    return cut.reason() == Cut.Reason.LIMIT ? Obstacle.LIMIT : Obstacle.HEADROOM;
  }

  private @Nullable Obstacle checkAgent(Client client) {
    Traits traits = client.traits();
    if (slot.hasGpus() && settings.filterGpuResources() && !traits.gpus()) {
      return Obstacle.GPUS;
    }
    if (slot.site().remote() && !traits.regionAware()) {
      return Obstacle.REGION;
    }
    return traits.constraints().allows(role.role(), slot.site().info())
        ? null
        : Obstacle.CONSTRAINTS;
  }

  private boolean lacksOnlyCopies(Client client) {
    return !client.traits().takeable(whole.resources()).isEmpty();
  }

  /** What the client can be offered if nothing is in the way. */
  Resources offerTo(Client client) {
    Cut cut = cutFor(client);
    return cut == null ? Resources.EMPTY : cut.rest().resources();
  }

  /** Before guarantees and limits were kept. */
  Bundle wholeFor(Client client) {
    Cut cut = cutFor(client);
    return cut == null ? whole : cut.whole();
  }

  /** Whether quotas cut something off for any client that was asked about. */
  boolean wasCut() {
    for (Cut cut : cuts) {
      if (cut != null && !cut.isWhole()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Cut cutFor(Client client) {
    if (shared && client.traits().shared()) {
      Resources copies = slot.sharedOfferedTo(client.framework);
      if (!copies.isEmpty()) {
        Resources rest = client.traits().takeable(whole.resources());
        return cut(slot.bundle(rest.nonShared().plus(rest.shared().minus(copies))));
      }
    }
    int key = whole.isSpecial() ? client.traits().key() : 0;
    Cut known = cuts[key];
    if (known == null) {
      known =
          cut(whole.isSpecial() ? slot.bundle(client.traits().takeable(whole.resources())) : whole);
      cuts[key] = known;
    }
    return known;
  }

  private @Nullable Cut cut(Bundle stripped) {
    return guarantees
        ? cutter.towardsGuarantees(stripped, role.account())
        : cutter.upToLimits(stripped, role.account());
  }
}
