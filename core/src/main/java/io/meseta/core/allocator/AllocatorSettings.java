package io.meseta.core.allocator;

import java.util.Map;

/**
 * What the allocator is told once and for all.
 *
 * @param filterGpuResources whether agents with gpus are only for frameworks that know gpus
 * @param weights weights of roles; 1 for all others
 * @param seed for the order in which agents are looked at
 */
public record AllocatorSettings(
    boolean filterGpuResources, Map<String, Double> weights, long seed) {

  public AllocatorSettings {
    weights = Map.copyOf(weights);
  }
}
