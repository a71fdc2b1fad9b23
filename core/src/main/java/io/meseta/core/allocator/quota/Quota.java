package io.meseta.core.allocator.quota;

import java.util.Map;

/**
 * What a role and those below it are guaranteed, and what they may have at most, of scalar
 * resources that are nobody's; reservations count against both (Mesos reference §9.3).
 *
 * @param guarantees thousandths by resource name; 0 for all others
 * @param limits thousandths by resource name; none for all others
 */
public record Quota(Map<String, Long> guarantees, Map<String, Long> limits) {

  /** Nothing is guaranteed and nothing is limited. */
  public static final Quota NONE = new Quota(Map.of(), Map.of());

  public Quota {
    guarantees = Map.copyOf(guarantees);
    limits = Map.copyOf(limits);
  }
}
