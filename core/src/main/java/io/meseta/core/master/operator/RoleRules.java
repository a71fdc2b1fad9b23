package io.meseta.core.master.operator;

import io.meseta.core.allocator.Allocator;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.RoleEvent;
import io.meseta.core.master.RoleEvent.QuotasUpdated;
import io.meseta.core.master.RoleEvent.WeightsUpdated;
import io.meseta.core.resource.ResourceLimits;
import io.meseta.core.resource.ResourceQuantities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What operators have said of roles: their quota and their weights. */
public final class RoleRules {

  private final Map<String, QuotaConfig> quotas = new TreeMap<>();
  private final Map<String, Double> weights;
  private final Allocator allocator;

  /** No quota, and the weights that the flags of the master give; the allocator has them too. */
  public RoleRules(Map<String, Double> weights, Allocator allocator) {
    this.weights = new TreeMap<>(weights);
    this.allocator = allocator;
  }

  /** The role's quota, if it has one. */
  public Optional<QuotaConfig> quota(String role) {
    return Optional.ofNullable(quotas.get(role));
  }

  /** All quotas, by role. */
  public Map<String, QuotaConfig> quotas() {
    return Collections.unmodifiableMap(quotas);
  }

  /** All quotas as they would be with these. */
  public Map<String, QuotaConfig> quotasWith(Collection<QuotaConfig> changes) {
    Map<String, QuotaConfig> all = new TreeMap<>(quotas);
    changes.forEach(quota -> put(all, quota));
    return all;
  }

  /** All weights that are not 1, or were set to it, by role. */
  public Map<String, Double> weights() {
    return Collections.unmodifiableMap(weights);
  }

  /** Makes the event part of it. */
  public void apply(RoleEvent event) {
    switch (event) {
      case QuotasUpdated updated -> {
        updated.quotas().forEach(this::update);
        if (!allocator.rules().hasQuotas()) {
          allocator.resume(); // there are no guarantees to await agents for any more
        }
      }
      case WeightsUpdated updated -> updated.weights().forEach(this::update);
    }
  }

  private void update(QuotaConfig quota) {
    put(quotas, quota);
    allocator
        .rules()
        .putQuota(
            quota.getRole(),
            new Quota(
                ResourceQuantities.of(quota.getGuaranteesMap()).thousandths(),
                ResourceLimits.of(quota.getLimitsMap()).thousandths()));
  }

  private void update(WeightInfo weight) {
    weights.put(weight.getRole(), weight.getWeight());
    allocator.rules().putWeight(weight.getRole(), weight.getWeight());
  }

  private static void put(Map<String, QuotaConfig> quotas, QuotaConfig quota) {
    if (quota.getGuaranteesCount() == 0 && quota.getLimitsCount() == 0) {
      quotas.remove(quota.getRole());
    } else {
      quotas.put(quota.getRole(), quota);
    }
  }

  /** The fewest events that say the same. */
  public List<DurableMasterEvent> toEvents() {
    List<DurableMasterEvent> events = new ArrayList<>();
    if (!quotas.isEmpty()) {
      events.add(new QuotasUpdated(List.copyOf(quotas.values())));
    }
    if (!weights.isEmpty()) {
      events.add(
          new WeightsUpdated(
              weights.entrySet().stream()
                  .map(entry ->
                      WeightInfo.newBuilder()
                          .setRole(entry.getKey())
                          .setWeight(entry.getValue())
                          .build())
                  .toList()));
    }
    return events;
  }
}
