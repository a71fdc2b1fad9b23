package io.meseta.core.master.role;

import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.resource.ResourceQuantities;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;

/** What a role and the roles below it have of the cluster. */
final class RoleUsage {

  private final MasterState state;
  private final String role;

  RoleUsage(MasterState state, String role) {
    this.state = state;
    this.role = role;
  }

  /** What there is in the whole cluster, also on agents that cannot be reached at the moment. */
  static ResourceQuantities capacity(MasterState state) {
    ResourceQuantities sum = ResourceQuantities.EMPTY;
    for (Agent agent : state.agents()) {
      sum = sum.plus(ResourceQuantities.of(agent.total().nonRevocable()));
    }
    return sum;
  }

  /** What counts against the quota: reservations, in use or not, and what else is in use. */
  ResourceQuantities consumed() {
    ResourceQuantities sum = ResourceQuantities.EMPTY;
    for (Agent agent : state.agents()) {
      for (String reserved : agent.total().reservationRoles()) {
        if (isMine(reserved)) {
          sum = sum.plus(ResourceQuantities.of(agent.total().reservedFor(reserved)));
        }
      }
    }
    for (Framework framework : state.frameworks()) {
      sum = sum.plus(unreserved(framework.used()));
    }
    return sum;
  }

  /** What stands in outstanding offers. */
  ResourceQuantities offered() {
    ResourceQuantities sum = ResourceQuantities.EMPTY;
    for (Framework framework : state.frameworks()) {
      for (String allocated : framework.offered().allocationRoles()) {
        if (isMine(allocated)) {
          sum = sum.plus(ResourceQuantities.of(framework.offered().allocatedIn(allocated)));
        }
      }
    }
    return sum;
  }

  private ResourceQuantities unreserved(Resources used) {
    ResourceQuantities sum = ResourceQuantities.EMPTY;
    for (String allocated : used.allocationRoles()) {
      if (isMine(allocated)) {
        Resources free = used.allocatedIn(allocated).unreserved().nonRevocable();
        sum = sum.plus(ResourceQuantities.of(free));
      }
    }
    return sum;
  }

  /** Whether the role is this one or below it. */
  boolean isMine(String other) {
    return Roles.isSameOrBelow(other, role);
  }
}
