package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.quota.Bundle;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.share.SharedUse;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent's resources, and how much of them is in use or promised. What is in use stands in one
 * sum; what is promised stands with the offers, so that offers come and go without arithmetic.
 */
final class AgentSlot {

  final AgentId id;

  /** Scrambled name, from which the order of each round is made. */
  final long orderKey;

  final SharedUse sharedUse = new SharedUse();

  /** In which sets of agents it is; theirs to change. */
  int marks;

  private final Quantities.Index index;
  private Bundle total;
  private Resources used = Resources.EMPTY;

  /** What is not in use, promised or not. */
  private Bundle unused;

  private List<Outstanding> offers = List.of();
  private Bundle available;
  private boolean canOffer;
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
    this.unused = this.total;
    this.available = this.total;
    settle();
  }

  // ---- what it is -----------------------------------------------------------------------------

  boolean hasGpus() {
    return gpus;
  }

  AgentState state() {
    return state;
  }

  void state(AgentState changed) {
    state = changed;
    settle();
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
    settle();
  }

  /** Whether there is anything that may be offered to anybody. */
  boolean canOffer() {
    return canOffer;
  }

  private void settle() {
    canOffer = state == AgentState.ACTIVE && whitelisted && !available.isEmpty();
  }

  // ---- what it has ----------------------------------------------------------------------------

  Bundle total() {
    return total;
  }

  void total(Resources changed) {
    total = Bundle.of(changed, index);
    gpus = changed.scalarThousandths("gpus") > 0;
    recount();
  }

  void use(Resources resources) {
    used = used.plus(resources);
    recount();
  }

  void free(Resources resources) {
    used = used.equals(resources) ? Resources.EMPTY : used.minus(resources);
    recount();
  }

  private void recount() {
    unused = used.isEmpty() ? total : bundle(without(total.resources(), used).positive());
    recountAvailable();
  }

  private void recountAvailable() {
    Resources rest = unused.resources();
    for (Outstanding offer : offers) {
      rest = without(rest, offer.placement().resources());
    }
    available = bundle(rest.positive());
    settle();
  }

  /** What is shared is there for others all the same. */
  private Resources without(Resources all, Resources taken) {
    Resources shared = total.isSpecial() ? all.shared() : Resources.EMPTY;
    return shared.isEmpty()
        ? all.minus(taken)
        : all.nonShared().minus(taken.nonShared()).plus(shared);
  }

  /**
   * What nobody has, and what can be shared; never negative, even if more is in use than there is.
   */
  Bundle available() {
    return available;
  }

  /** No work for what is available or not in use. */
  Bundle bundle(Resources resources) {
    if (resources == available.resources()) {
      return available;
    }
    return resources == unused.resources() ? unused : Bundle.of(resources, index);
  }

  // ---- what is promised -----------------------------------------------------------------------

  List<Outstanding> offers() {
    return offers;
  }

  void offer(Placement placement, Instant at) {
    Outstanding offer = new Outstanding(placement, at);
    if (offers.isEmpty()) {
      offers = List.of(offer);
    } else {
      List<Outstanding> more = new ArrayList<>(offers);
      more.add(offer);
      offers = List.copyOf(more);
    }
    if (placement.resources() == available.resources() && !available.isSpecial()) {
      available = Bundle.NONE;
      settle();
    } else {
      recountAvailable();
    }
  }

  void withdraw(Placement placement) {
    List<Outstanding> rest = new ArrayList<>(offers);
    for (Outstanding offer : offers) {
      if (offer.placement().equals(placement)) {
        rest.remove(offer);
        offers = List.copyOf(rest);
        recountAvailable();
        return;
      }
    }
    throw new IllegalStateException(placement + " is not offered");
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

  /** What was promised at some time. */
  record Memory(List<Outstanding> offers, Bundle available) {}

  Memory remember() {
    return new Memory(offers, available);
  }

  void restore(Memory before) {
    offers = before.offers();
    available = before.available();
    settle();
  }
}
