package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.resource.Resources;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent's resources, and how much of them is promised or in use. */
final class AgentSlot {

  final AgentId id;

  /** Clients that could not be offered anything here before, but may now. */
  final Set<Client> woken = new HashSet<>();

  private Resources total;
  private Resources allocated = Resources.EMPTY;
  private @Nullable Resources available;
  private boolean active = true;
  private Site site = Site.UNKNOWN;
  private boolean gpus;

  AgentSlot(AgentId id, Resources total) {
    this.id = id;
    this.total = total;
    this.gpus = total.scalarThousandths("gpus") > 0;
  }

  Resources total() {
    return total;
  }

  void total(Resources total) {
    this.total = total;
    this.gpus = total.scalarThousandths("gpus") > 0;
    available = null;
  }

  Site site() {
    return site;
  }

  void site(Site site) {
    this.site = site;
  }

  boolean hasGpus() {
    return gpus;
  }

  boolean isActive() {
    return active;
  }

  void active(boolean active) {
    this.active = active;
  }

  void allocate(Resources resources) {
    allocated = allocated.plus(resources);
    available = null;
  }

  void release(Resources resources) {
    allocated = allocated.minus(resources);
    available = null;
  }

  Resources allocated() {
    return allocated;
  }

  /** What nobody has; never negative, even if more is in use than there is. */
  Resources available() {
    if (available == null) {
      available = total.minus(allocated).positive();
    }
    return available;
  }

  boolean canOffer() {
    return active && !available().isEmpty();
  }
}
