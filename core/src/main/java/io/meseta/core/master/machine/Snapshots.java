package io.meseta.core.master.machine;

import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.Standing;
import io.meseta.core.master.DurableMasterEvent.LeadershipTaken;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MaintenanceSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.RecoveredAgentSnapshot;
import io.meseta.core.master.snapshot.RoleRulesSnapshot;
import io.meseta.core.master.snapshot.RoleSnapshot;
import io.meseta.core.master.snapshot.UnreachableAgentSnapshot;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes snapshots; each framework and agent keeps its part until it changes. */
final class Snapshots {

  private Snapshots() {}

  static MasterSnapshot of(MasterState state, Instant now) {
    Optional<Instant> elected = state.membership().leadership().map(LeadershipTaken::at);
    List<FrameworkSnapshot> frameworks = new ArrayList<>();
    state.frameworks().forEach(f -> frameworks.add(f.snapshot(state)));
    List<FrameworkSnapshot> completed = new ArrayList<>();
    state.completedFrameworks().forEach(f -> completed.add(f.snapshot(state)));
    List<AgentSnapshot> agents = new ArrayList<>();
    state.agents().forEach(a -> agents.add(a.snapshot()));
    List<RecoveredAgentSnapshot> recovered = new ArrayList<>();
    state
        .membership()
        .recovered()
        .forEach((id, info) -> recovered.add(new RecoveredAgentSnapshot(id, info)));
    List<UnreachableAgentSnapshot> unreachable = new ArrayList<>();
    state
        .membership()
        .unreachable()
        .forEach((id, since) -> unreachable.add(new UnreachableAgentSnapshot(id, since)));
    RoleRulesSnapshot rules =
        new RoleRulesSnapshot(state.roleRules().quotas(), state.roleRules().weights());
    return new MasterSnapshot(
        now,
        state.config().info(),
        elected.orElse(now),
        elected,
        frameworks,
        completed,
        agents,
        recovered,
        unreachable,
        roles(state, rules, frameworks, agents),
        rules,
        maintenance(state));
  }

  private static MaintenanceSnapshot maintenance(MasterState state) {
    return new MaintenanceSnapshot(
        state.maintenance().schedule(), state.maintenance().status(state.agents()));
  }

  private static List<RoleSnapshot> roles(
      MasterState state,
      RoleRulesSnapshot rules,
      List<FrameworkSnapshot> frameworks,
      List<AgentSnapshot> agents) {
    Map<String, RoleParts> roles = new TreeMap<>();
    rules.weights().keySet().forEach(name -> roles.put(name, new RoleParts()));
    rules.quotas().keySet().forEach(name -> roles.putIfAbsent(name, new RoleParts()));
    frameworks.forEach(framework -> addFramework(roles, framework));
    for (AgentSnapshot agent : agents) {
      for (String role : agent.total().reservationRoles()) {
        RoleParts parts = roles.computeIfAbsent(role, _ -> new RoleParts());
        parts.reserved.add(agent.total().reservedFor(role));
      }
    }
    for (String name : List.copyOf(roles.keySet())) {
      Roles.withThoseAbove(name).forEach(above -> roles.putIfAbsent(above, new RoleParts()));
    }
    List<RoleSnapshot> snapshots = new ArrayList<>();
    Map<String, Standing> standings = state.allocator().rules().standings();
    roles.forEach((name, parts) ->
        snapshots.add(parts.toSnapshot(name, rules.weight(name), standings.get(name))));
    return snapshots;
  }

  private static void addFramework(Map<String, RoleParts> roles, FrameworkSnapshot framework) {
    List<String> names = new ArrayList<>(framework.roles());
    framework.used().allocationRoles().stream()
        .filter(role -> !names.contains(role))
        .forEach(names::add);
    for (String name : names) {
      RoleParts parts = roles.computeIfAbsent(name, _ -> new RoleParts());
      parts.frameworks.add(framework.id());
      parts.used.add(framework.used().allocatedIn(name));
      parts.offered.add(framework.offered().allocatedIn(name));
    }
  }

  private static final class RoleParts {

    private final List<FrameworkId> frameworks = new ArrayList<>();
    private final List<Resources> used = new ArrayList<>();
    private final List<Resources> offered = new ArrayList<>();
    private final List<Resources> reserved = new ArrayList<>();

    private RoleSnapshot toSnapshot(String name, double weight, @Nullable Standing standing) {
      return new RoleSnapshot(
          name,
          weight,
          frameworks,
          Resources.sum(used),
          Resources.sum(offered),
          Resources.sum(reserved),
          Optional.ofNullable(standing));
    }
  }
}
