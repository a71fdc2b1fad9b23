package io.meseta.core.allocator.oracle;

import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Thousandths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Predicate;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints.RoleConstraints;

/**
 * What a framework can take and wants in a role.
 *
 * @param minimum amounts in thousandths, any of which is enough; empty if it does not say
 * @param rack the only rack it wants, if it says
 */
public record Wish(
    Set<Capability.Type> capabilities,
    Optional<List<Map<String, Long>>> minimum,
    Optional<String> rack) {

  boolean can(Capability.Type capability) {
    return capabilities.contains(capability);
  }

  /** As the engine wants to know it. */
  public Traits toTraits(String role) {
    FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("u").setName("n");
    capabilities.forEach(c -> info.addCapabilities(Capability.newBuilder().setType(c)));
    minimum.ifPresent(least -> info.putOfferFilters(role, toFilters(least)));
    return Traits.of(info.build(), role, toConstraints(role));
  }

  private static OfferFilters toFilters(List<Map<String, Long>> minimum) {
    OfferFilters.MinAllocatableResources.Builder all =
        OfferFilters.MinAllocatableResources.newBuilder();
    for (Map<String, Long> least : minimum) {
      OfferFilters.ResourceQuantities.Builder quantities = all.addQuantitiesBuilder();
      least.forEach((name, thousandths) ->
          quantities.putQuantities(
              name, Value.Scalar.newBuilder().setValue(Thousandths.toDouble(thousandths)).build()));
    }
    return OfferFilters.newBuilder().setMinAllocatableResources(all).build();
  }

  private OfferConstraints toConstraints(String role) {
    if (rack.isEmpty()) {
      return OfferConstraints.NONE;
    }
    AttributeConstraint constraint =
        AttributeConstraint.newBuilder()
            .setSelector(Selector.newBuilder().setAttributeName("rack"))
            .setPredicate(
                Predicate.newBuilder()
                    .setTextEquals(Predicate.TextEquals.newBuilder().setValue(rack.get())))
            .build();
    RoleConstraints.Builder constraints = RoleConstraints.newBuilder();
    constraints.addGroupsBuilder().addAttributeConstraints(constraint);
    return OfferConstraints.of(
        org.apache.mesos.v1.scheduler.Protos.OfferConstraints.newBuilder()
            .putRoleConstraints(role, constraints.build())
            .build(),
        regex -> text -> text.matches(regex));
  }
}
