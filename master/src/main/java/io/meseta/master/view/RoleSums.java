package io.meseta.master.view;

import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.RoleSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each role has together with all roles below it, as Mesos counts it in {@code /roles}. */
final class RoleSums {

  private final Map<String, List<Resources>> allocated = new HashMap<>();
  private final Map<String, List<Resources>> offered = new HashMap<>();
  private final Map<String, List<Resources>> reserved = new HashMap<>();
  private final Map<String, List<Resources>> consumed = new HashMap<>();

  RoleSums(MasterSnapshot master) {
    Map<String, List<Resources>> inUse = new HashMap<>();
    for (AgentSnapshot agent : master.agents()) {
      for (String role : agent.used().reservationRoles()) {
        inUse
            .computeIfAbsent(role, _ -> new ArrayList<>())
            .add(agent.used().reservedFor(role).unallocated());
      }
    }
    for (RoleSnapshot role : master.roles()) {
      add(allocated, role.name(), role.used());
      add(offered, role.name(), role.offered());
      add(reserved, role.name(), role.reserved());
      Resources used = Resources.sum(inUse.getOrDefault(role.name(), List.of()));
      add(consumed, role.name(), role.used().nonRevocable());
      add(consumed, role.name(), role.reserved().minus(used).positive());
    }
  }

  private static void add(Map<String, List<Resources>> sums, String role, Resources own) {
    if (!own.isEmpty()) {
      Roles.withThoseAbove(role)
          .forEach(name -> sums.computeIfAbsent(name, _ -> new ArrayList<>()).add(own));
    }
  }

  /** What tasks and executors use. */
  Resources allocated(String role) {
    return sum(allocated, role);
  }

  /** What is in offers. */
  Resources offered(String role) {
    return sum(offered, role);
  }

  /** What is reserved, in use or not. */
  Resources reserved(String role) {
    return sum(reserved, role);
  }

  /** What counts against a quota: what is in use, and what else is reserved. */
  Resources consumed(String role) {
    return sum(consumed, role);
  }

  private static Resources sum(Map<String, List<Resources>> sums, String role) {
    return Resources.sum(
        sums.getOrDefault(role, List.of()).stream().map(Resources::unallocated).toList());
  }
}
