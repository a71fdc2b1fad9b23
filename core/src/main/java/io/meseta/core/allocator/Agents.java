package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agents that are known, in the order in which they came, and how many are awaited. */
final class Agents {

  private final Map<AgentId, AgentSlot> slots = new LinkedHashMap<>();

  /** Whom it was about most recently; what is asked next is mostly about the same. */
  private @Nullable AgentSlot latest;

  private Optional<Set<String>> whitelist = Optional.empty();

  /** How many must be known before anything is offered. */
  private int awaited;

  void add(AgentSlot slot) {
    slots.put(slot.id, slot);
    welcome(slot);
    if (slots.size() >= awaited) {
      awaited = 0;
    }
  }

  void remove(AgentSlot slot) {
    slots.remove(slot.id);
    latest = null;
  }

  // ---- who is known ---------------------------------------------------------------------------

  /** What is asked next is about this one. */
  void turnTo(AgentSlot slot) {
    latest = slot;
  }

  /** The agent, or null. */
  @Nullable AgentSlot find(AgentId agent) {
    AgentSlot known = latest;
    if (known == null || !known.id.equals(agent)) {
      known = slots.get(agent);
      latest = known;
    }
    return known;
  }

  /** The agent, which must be known. */
  AgentSlot of(AgentId agent) {
    AgentSlot slot = find(agent);
    if (slot == null) {
      throw new IllegalStateException("agent " + agent + " is not known to the allocator");
    }
    return slot;
  }

  Collection<AgentSlot> all() {
    return Collections.unmodifiableCollection(slots.values());
  }

  // ---- who is welcome -------------------------------------------------------------------------

  /** The names of the only hosts whose agents are welcome, or empty for all hosts. */
  void whitelist(Optional<Set<String>> hostnames) {
    whitelist = hostnames.map(Set::copyOf);
  }

  /** Finds out whether the agent is on the whitelist, and says whether that is new. */
  boolean welcome(AgentSlot slot) {
    boolean before = slot.isWhitelisted();
    String hostname = slot.site().info().getHostname();
    slot.whitelisted(whitelist.map(hosts -> hosts.contains(hostname)).orElse(true));
    return slot.isWhitelisted() != before;
  }

  // ---- who is awaited -------------------------------------------------------------------------

  /** From now on so many are awaited; none if there are as many already. */
  void await(int count) {
    awaited = count > slots.size() ? count : 0;
  }

  boolean areAwaited() {
    return awaited > 0;
  }

  Reason.AgentsAwaited whyNotYet() {
    return new Reason.AgentsAwaited(slots.size(), awaited);
  }
}
