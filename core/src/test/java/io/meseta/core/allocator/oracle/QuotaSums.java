package io.meseta.core.allocator.oracle;

import io.meseta.core.allocator.oracle.Cluster.Agent;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Guarantees, limits and headroom (Mesos reference §9.3), added up anew for each question. */
public final class QuotaSums {

  private final Cluster cluster;
  private final Set<Rule> ignored;

  QuotaSums(Cluster cluster, Set<Rule> ignored) {
    this.cluster = cluster;
    this.ignored = ignored;
  }

  /** The sums of a cluster. */
  public static QuotaSums of(Cluster cluster) {
    return new QuotaSums(cluster, Set.of());
  }

  private static String top(String role) {
    int slash = role.indexOf('/');
    return slash < 0 ? role : role.substring(0, slash);
  }

  /** What counts against a quota: not reserved, and there to stay. */
  static Resources chargeable(Resources resources) {
    return resources.unreserved().nonRevocable();
  }

  /** What is reserved for the role and below, and what else they have. */
  public long consumed(String role, String name) {
    long sum = 0;
    for (Agent agent : cluster.agents.values()) {
      for (String owner : agent.total.reservationRoles()) {
        if (Roles.isSameOrBelow(owner, role) && !ignored.contains(Rule.RESERVATION_CONSUMES)) {
          sum += agent.total.reservedFor(owner).scalarThousandths(name);
        }
      }
    }
    return sum
        + cluster
            .holdingsBelow(role)
            .mapToLong(holding -> chargeable(holding.resources()).scalarThousandths(name))
            .sum();
  }

  /** What the role and those beside it below the same top-level role lack of a guarantee. */
  long unmet(String role, String name) {
    Quota quota = cluster.quotas.getOrDefault(top(role), Quota.NONE);
    long guarantee = quota.guarantees().getOrDefault(name, 0L);
    return Math.max(0, guarantee - consumed(top(role), name));
  }

  /** What the role may still have, beside what it already gets. */
  long room(String role, String name, long already) {
    boolean exempt =
        ignored.contains(Rule.LIMIT)
            || (ignored.contains(Rule.LIMIT_BELOW) && !role.equals(top(role)));
    Quota quota = cluster.quotas.getOrDefault(top(role), Quota.NONE);
    Long limit = quota.limits().get(name);
    return exempt || limit == null
        ? Long.MAX_VALUE
        : Math.max(0, limit - consumed(top(role), name) - already);
  }

  /** What is free and needs not be held back for anybody's guarantee. */
  long surplus(String name) {
    if (ignored.contains(Rule.HEADROOM) || required().isEmpty()) {
      return Long.MAX_VALUE;
    }
    long free = 0;
    for (Agent agent : cluster.agents.values()) {
      free += chargeable(cluster.available(agent)).scalarThousandths(name);
    }
    return Math.max(0, free - required().getOrDefault(name, 0L));
  }

  /** What all roles together lack. */
  private Map<String, Long> required() {
    Map<String, Long> required = new HashMap<>();
    cluster.quotas.forEach((role, quota) -> {
      for (String name : quota.guarantees().keySet()) {
        if (unmet(role, name) > 0) {
          required.merge(name, unmet(role, name), Long::sum);
        }
      }
    });
    return required;
  }
}
