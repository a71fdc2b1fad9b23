package io.meseta.core.master.snapshot;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * What operators had said of roles at one instant.
 *
 * @param quotas quotas by role; roles without one are not in it
 * @param weights weights by role; roles whose weight was never set are not in it, and have 1
 */
public record RoleRulesSnapshot(Map<String, QuotaConfig> quotas, Map<String, Double> weights) {

  /** Nothing was said. */
  public static final RoleRulesSnapshot NONE = new RoleRulesSnapshot(Map.of(), Map.of());

  public RoleRulesSnapshot {
    quotas = Collections.unmodifiableMap(new TreeMap<>(quotas));
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
  }

  /** The role's quota, if it has one. */
  public Optional<QuotaConfig> quota(String role) {
    return Optional.ofNullable(quotas.get(role));
  }

  /** The role's weight. */
  public double weight(String role) {
    return weights.getOrDefault(role, 1.0);
  }
}
