package io.meseta.core.allocator;

import io.meseta.core.allocator.traits.Traits;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the allocator is told once and for all.
 *
 * @param roles in which order roles are asked
 * @param frameworks in which order the frameworks of a role are asked
 * @param filterGpuResources whether agents with gpus are only for frameworks that know gpus
 * @param weights weights of roles to begin with; 1 for all others
 * @param minimum the least that is worth an offer, any of which is enough; none if everything is
 * @param fairSharingExcluded names of resources of which no share is computed
 * @param seed for the order in which agents are looked at, and for orders at random
 */
public record AllocatorSettings(
    Order roles,
    Order frameworks,
    boolean filterGpuResources,
    Map<String, Double> weights,
    List<Traits.Minimum> minimum,
    Set<String> fairSharingExcluded,
    long seed) {

  /** In which order somebody is asked. */
  public enum Order {
    /** Who has the smallest dominant share of the cluster comes first. */
    DRF,
    /** By chance, in proportion to weights. */
    RANDOM
  }

  /** What Mesos has as defaults of the flags, and the seed 0. */
  public static final AllocatorSettings DEFAULT =
      new AllocatorSettings(
          Order.DRF, Order.DRF, true, Map.of(), Traits.DEFAULT_MINIMUM, Set.of(), 0);

  public AllocatorSettings {
    weights = Map.copyOf(weights);
    minimum = List.copyOf(minimum);
    fairSharingExcluded = Set.copyOf(fairSharingExcluded);
  }

  /** The same settings with other orders. */
  public AllocatorSettings withOrder(Order roles, Order frameworks) {
    return new AllocatorSettings(
        roles, frameworks, filterGpuResources, weights, minimum, fairSharingExcluded, seed);
  }

  /** The same settings with agents with gpus for everybody, or not. */
  public AllocatorSettings withFilterGpuResources(boolean filter) {
    return new AllocatorSettings(
        roles, frameworks, filter, weights, minimum, fairSharingExcluded, seed);
  }

  /** The same settings with other weights. */
  public AllocatorSettings withWeights(Map<String, Double> other) {
    return new AllocatorSettings(
        roles, frameworks, filterGpuResources, other, minimum, fairSharingExcluded, seed);
  }

  /** The same settings with another idea of what is worth an offer. */
  public AllocatorSettings withMinimum(List<Traits.Minimum> other) {
    return new AllocatorSettings(
        roles, frameworks, filterGpuResources, weights, other, fairSharingExcluded, seed);
  }

  /** The same settings with other resources left out of shares. */
  public AllocatorSettings withFairSharingExcluded(Set<String> names) {
    return new AllocatorSettings(
        roles, frameworks, filterGpuResources, weights, minimum, names, seed);
  }

  /** The same settings with another seed. */
  public AllocatorSettings withSeed(long other) {
    return new AllocatorSettings(
        roles, frameworks, filterGpuResources, weights, minimum, fairSharingExcluded, other);
  }
}
