package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one client does not want for a time, by agent (Mesos reference §9.4). */
final class Refusals {

  /** Resources that are not wanted before a time, nor less of them. */
  record Refusal(Resources resources, Instant until) {}

  private final Map<AgentId, List<Refusal>> byAgent = new HashMap<>();

  void add(AgentId agent, Resources resources, Instant until) {
    List<Refusal> standing = byAgent.computeIfAbsent(agent, _ -> new ArrayList<>(1));
    standing.removeIf(
        refusal -> !refusal.until().isAfter(until) && resources.contains(refusal.resources()));
    standing.add(new Refusal(resources, until));
  }

  /** When the next refusal for resources of the agent ends. */
  Optional<Instant> nextExpiry(AgentId agent) {
    return byAgent.getOrDefault(agent, List.of()).stream()
        .map(Refusal::until)
        .min(Comparator.naturalOrder());
  }

  /** Forgets those whose time has passed. */
  void expire(AgentId agent, Instant now) {
    List<Refusal> standing = byAgent.get(agent);
    if (standing != null) {
      standing.removeIf(refusal -> !refusal.until().isAfter(now));
      if (standing.isEmpty()) {
        byAgent.remove(agent);
      }
    }
  }

  /** Forgets all, and says whether there were any. */
  boolean clear() {
    boolean any = !byAgent.isEmpty();
    byAgent.clear();
    return any;
  }

  void clear(AgentId agent) {
    byAgent.remove(agent);
  }

  /** How many stand. */
  int size() {
    return byAgent.values().stream().mapToInt(List::size).sum();
  }

  /** Of which agents something is refused. */
  Set<AgentId> agents() {
    return Collections.unmodifiableSet(byAgent.keySet());
  }

  /** Whether an offer of these would hold nothing that was not refused before. */
  boolean cover(AgentId agent, Resources resources) {
    List<Refusal> standing = byAgent.get(agent);
    if (standing == null) {
      return false;
    }
    for (Refusal refusal : standing) {
      if (refusal.resources() == resources || refusal.resources().contains(resources)) {
        return true;
      }
    }
    return false;
  }

  /** The refusal that holds back these resources for the longest time. */
  Optional<Refusal> covering(AgentId agent, Resources resources) {
    return byAgent.getOrDefault(agent, List.of()).stream()
        .filter(refusal -> refusal.resources().contains(resources))
        .max(Comparator.comparing(Refusal::until));
  }
}
