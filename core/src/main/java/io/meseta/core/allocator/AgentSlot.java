package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.quota.Bundle;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.share.SharedUse;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An agent's resources, and how much of them is promised or in use. */
final class AgentSlot {

  final AgentId id;

  /** Scrambled name, from which the order of each round is made. */
  final long orderKey;

  /** Clients that could not be offered anything here before, but may now. */
  final Set<Client> woken = new HashSet<>();

  final SharedUse sharedUse = new SharedUse();
  final List<Outstanding> offers = new ArrayList<>(1);

  /** Where it stands among the agents that have something to offer; -1 if it does not. */
  int freePlace = -1;

  private final Quantities.Index index;
  private Bundle total;
  private Resources allocated = Resources.EMPTY;
  private Bundle available;
  private AgentState state = AgentState.ACTIVE;
  private Site site = Site.UNKNOWN;
  private boolean whitelisted = true;
  private boolean gpus;

  AgentSlot(AgentId id, Resources total, Quantities.Index index) {
    this.id = id;
    this.orderKey = AgentOrder.keyOf(id);
    this.index = index;
    this.total = Bundle.of(total, index);
    this.gpus = total.scalarThousandths("gpus") > 0;
    this.available = this.total;
  }

  Bundle total() {
    return total;
  }

  void total(Resources changed) {
    total = Bundle.of(changed, index);
    gpus = changed.scalarThousandths("gpus") > 0;
    recount();
  }

  boolean hasGpus() {
    return gpus;
  }

  AgentState state() {
    return state;
  }

  void state(AgentState changed) {
    state = changed;
  }

  Site site() {
    return site;
  }

  void site(Site changed) {
    site = changed;
  }

  boolean isWhitelisted() {
    return whitelisted;
  }

  void whitelisted(boolean changed) {
    whitelisted = changed;
  }

  void allocate(Resources resources) {
    allocated = allocated.plus(resources);
    if (resources == available.resources() && !available.isSpecial()) {
      available = Bundle.of(Resources.EMPTY, index);
    } else {
      recount();
    }
  }

  void release(Resources resources) {
    allocated = allocated.equals(resources) ? Resources.EMPTY : allocated.minus(resources);
    recount();
  }

  Resources allocated() {
    return allocated;
  }

  private void recount() {
    if (allocated.isEmpty()) {
      available = total;
      return;
    }
    Resources all = total.resources();
    Resources shared = total.isSpecial() ? all.shared() : Resources.EMPTY;
    Resources free =
        shared.isEmpty()
            ? all.minus(allocated)
            : all.nonShared().minus(allocated.nonShared()).plus(shared);
    available = Bundle.of(free.positive(), index);
  }

  /**
   * What nobody has, and what can be shared; never negative, even if more is in use than there is.
   */
  Bundle available() {
    return available;
  }

  /** What an offer holds; no work if it holds all that was available. */
  Bundle bundle(Resources resources) {
    return resources == available.resources() ? available : Bundle.of(resources, index);
  }

  void offer(Placement placement, Instant at) {
    offers.add(new Outstanding(placement, at));
  }

  void withdraw(Placement placement) {
    for (int i = 0; i < offers.size(); i++) {
      if (offers.get(i).placement().equals(placement)) {
        offers.remove(i);
        return;
      }
    }
    throw new IllegalStateException(placement + " is not offered");
  }

  /** How it was at some time. */
  record Memory(Resources allocated, Bundle available, List<Outstanding> offers) {}

  Memory remember() {
    return new Memory(allocated, available, List.copyOf(offers));
  }

  void restore(Memory before) {
    allocated = before.allocated();
    available = before.available();
    offers.clear();
    offers.addAll(before.offers());
  }

  /** Shared resources that the framework is offered already, in whichever role. */
  Resources sharedOfferedTo(FrameworkId framework) {
    Resources shared = Resources.EMPTY;
    for (Outstanding offer : offers) {
      if (offer.placement().framework().equals(framework)) {
        shared = shared.plus(offer.placement().resources().shared());
      }
    }
    return shared;
  }

  /** Whether its resources may be offered to anybody. */
  boolean isOfferable() {
    return state == AgentState.ACTIVE && whitelisted;
  }

  boolean canOffer() {
    return isOfferable() && !available.isEmpty();
  }
}
