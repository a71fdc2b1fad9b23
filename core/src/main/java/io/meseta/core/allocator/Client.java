package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A framework in one of its roles, and what it has and does not want. */
final class Client implements Comparable<Client> {

  /** Resources that are not wanted before a time, nor less of them. */
  private record Refusal(Resources resources, Instant until) {}

  final FrameworkId framework;
  final RoleNode role;
  final Quantities allocated;
  private final Map<AgentId, List<Refusal>> refusals = new HashMap<>();
  private Traits traits;
  private double share;
  private long allocations;
  boolean active;

  Client(FrameworkId framework, RoleNode role, Traits traits, Quantities allocated) {
    this.framework = framework;
    this.role = role;
    this.traits = traits;
    this.allocated = allocated;
  }

  void traits(Traits traits) {
    this.traits = traits;
  }

  Traits traits() {
    return traits;
  }

  void share(double share) {
    this.share = share;
  }

  void countAllocation() {
    allocations++;
  }

  void refuse(AgentId agent, Resources resources, Instant until) {
    List<Refusal> standing = refusals.computeIfAbsent(agent, _ -> new ArrayList<>());
    standing.removeIf(
        refusal -> !refusal.until().isAfter(until) && resources.contains(refusal.resources()));
    standing.add(new Refusal(resources, until));
  }

  /** When the next refusal for resources of the agent ends. */
  Optional<Instant> nextExpiry(AgentId agent) {
    return refusals.getOrDefault(agent, List.of()).stream()
        .map(Refusal::until)
        .min(Comparator.naturalOrder());
  }

  /** Forgets refusals whose time has passed. */
  void expire(AgentId agent, Instant now) {
    List<Refusal> standing = refusals.get(agent);
    if (standing != null) {
      standing.removeIf(refusal -> !refusal.until().isAfter(now));
      if (standing.isEmpty()) {
        refusals.remove(agent);
      }
    }
  }

  void forgetRefusals() {
    refusals.clear();
  }

  void forgetRefusals(AgentId agent) {
    refusals.remove(agent);
  }

  /** Whether an offer of these would hold nothing that was not refused before. */
  boolean refuses(AgentId agent, Resources resources) {
    List<Refusal> standing = refusals.get(agent);
    return standing != null
        && standing.stream().anyMatch(refusal -> refusal.resources().contains(resources));
  }

  /** Who has least comes first; then who was served less often; then by name. */
  @Override
  public int compareTo(Client other) {
    int byShare = Double.compare(share, other.share);
    if (byShare != 0) {
      return byShare;
    }
    int byCount = Long.compare(allocations, other.allocations);
    return byCount != 0 ? byCount : framework.value().compareTo(other.framework.value());
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
