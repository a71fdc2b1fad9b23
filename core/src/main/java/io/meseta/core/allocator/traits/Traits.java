package io.meseta.core.allocator.traits;

import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Thousandths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Value;

/**
 * What a framework is able to take, for one of its roles (Mesos reference §1.5, §9.1).
 *
 * @param gpus whether it may have agents with gpus
 * @param revocable whether it may have resources that can be taken away
 * @param shared whether it may have shared volumes
 * @param refined whether it understands refined reservations
 * @param regionAware whether it may have agents in another region than the master's
 * @param minimum the least that is worth an offer, any of which is enough; none at all if
 *     everything is; empty if what is usual is right
 * @param constraints which agents it wants
 */
public record Traits(
    boolean gpus,
    boolean revocable,
    boolean shared,
    boolean refined,
    boolean regionAware,
    Optional<List<Minimum>> minimum,
    OfferConstraints constraints) {

  /** Amounts in thousandths, all of which an offer must hold. */
  public record Minimum(Map<String, Long> thousandths) {

    public Minimum {
      thousandths = Map.copyOf(thousandths);
    }
  }

  /** At least 0.01 cpus or 32 MB of memory, the default of {@code --min_allocatable_resources}. */
  public static final List<Minimum> DEFAULT_MINIMUM =
      List.of(new Minimum(Map.of("cpus", 10L)), new Minimum(Map.of("mem", 32_000L)));

  public Traits {
    minimum = minimum.map(List::copyOf);
  }

  /** The traits of a framework that describes itself like this, for one of its roles. */
  public static Traits of(FrameworkInfo info, String role) {
    return of(info, role, OfferConstraints.NONE);
  }

  /** The traits of a framework that describes itself like this and wants only some agents. */
  public static Traits of(FrameworkInfo info, String role, OfferConstraints constraints) {
    OfferFilters filters = info.getOfferFiltersMap().get(role);
    return new Traits(
        has(info, Capability.Type.GPU_RESOURCES),
        has(info, Capability.Type.REVOCABLE_RESOURCES),
        has(info, Capability.Type.SHARED_RESOURCES),
        has(info, Capability.Type.RESERVATION_REFINEMENT),
        has(info, Capability.Type.REGION_AWARE),
        filters != null && filters.hasMinAllocatableResources()
            ? Optional.of(minimum(filters.getMinAllocatableResources()))
            : Optional.empty(),
        constraints);
  }

  private static boolean has(FrameworkInfo info, Capability.Type type) {
    return info.getCapabilitiesList().stream().anyMatch(c -> c.getType() == type);
  }

  private static List<Minimum> minimum(OfferFilters.MinAllocatableResources wanted) {
    return wanted.getQuantitiesList().stream()
        .map(OfferFilters.ResourceQuantities::getQuantitiesMap)
        .map(Traits::minimum)
        .toList();
  }

  private static Minimum minimum(Map<String, Value.Scalar> quantities) {
    Map<String, Long> thousandths = new HashMap<>();
    quantities.forEach((name, scalar) -> thousandths.put(name, Thousandths.of(scalar.getValue())));
    return new Minimum(thousandths);
  }

  /** What of the resources can be had with these capabilities. */
  public Resources takeable(Resources resources) {
    Resources able = revocable ? resources : resources.nonRevocable();
    able = shared ? able : able.nonShared();
    return refined ? able : able.unrefined();
  }

  /** One number for each combination of what matters to resources that are special. */
  public int key() {
    return (revocable ? 4 : 0) + (shared ? 2 : 0) + (refined ? 1 : 0);
  }
}
