package io.meseta.core.master.state;

import io.meseta.core.OfferId;
import io.meseta.core.resource.Resources;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What of the cluster is in somebody's hands: in use, and on offer. All of it is allocated to
 * roles.
 */
final class Holdings {

  private final Runnable changed;
  private final Set<OfferId> offers = new LinkedHashSet<>();
  private Resources used = Resources.EMPTY;
  private Resources offered = Resources.EMPTY;

  /** Nothing yet. The given is run after each change. */
  Holdings(Runnable changed) {
    this.changed = changed;
  }

  Set<OfferId> offers() {
    return Collections.unmodifiableSet(offers);
  }

  Resources used() {
    return used;
  }

  Resources offered() {
    return offered;
  }

  boolean include(String role) {
    return used.allocationRoles().contains(role) || offered.allocationRoles().contains(role);
  }

  void use(Resources more) {
    used = used.plus(more);
    changed.run();
  }

  void release(Resources less) {
    used = used.minus(less);
    changed.run();
  }

  void offer(OutstandingOffer offer) {
    offers.add(offer.id());
    offered = offered.plus(offer.resources());
    changed.run();
  }

  void takeBack(OutstandingOffer offer) {
    offers.remove(offer.id());
    offered = offered.minus(offer.resources());
    changed.run();
  }
}
