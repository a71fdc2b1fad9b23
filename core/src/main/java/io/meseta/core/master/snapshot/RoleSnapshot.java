package io.meseta.core.master.snapshot;

import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.Standing;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.Optional;

/**
 * One role at one instant.
 *
 * @param weight its share relative to its siblings; 1 unless set
 * @param frameworks frameworks that are subscribed to it, or still use resources of it
 * @param used resources of its tasks and executors
 * @param offered resources in its outstanding offers
 * @param reserved resources of all agents that are reserved for it
 * @param standing how it stands beside others; empty without frameworks
 */
public record RoleSnapshot(
    String name,
    double weight,
    List<FrameworkId> frameworks,
    Resources used,
    Resources offered,
    Resources reserved,
    Optional<Standing> standing) {

  public RoleSnapshot {
    frameworks = List.copyOf(frameworks);
  }
}
