package io.meseta.core.master.snapshot;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * The whole state of the master at one instant. Immutable all the way down, so that it may be read
 * by any thread while the master goes on; parts that did not change are shared with earlier
 * snapshots.
 *
 * @param takenAt the instant it shows
 * @param info who the master is
 * @param startTime when the core was made to lead the first time, or {@code takenAt} before that
 * @param electedTime when it began to lead, or empty
 * @param frameworks connected, disconnected and recovered ones, oldest first
 * @param completedFrameworks removed ones, oldest first
 * @param agents registered ones, oldest first
 * @param recoveredAgents members that have not come back to this leader yet
 * @param unreachableAgents members that do not answer
 * @param roles all roles that have frameworks, resources, a weight or a quota, by name
 * @param roleRules what operators have said of roles
 * @param maintenance which machines are to be maintained
 */
public record MasterSnapshot(
    Instant takenAt,
    MasterInfo info,
    Instant startTime,
    Optional<Instant> electedTime,
    List<FrameworkSnapshot> frameworks,
    List<FrameworkSnapshot> completedFrameworks,
    List<AgentSnapshot> agents,
    List<RecoveredAgentSnapshot> recoveredAgents,
    List<UnreachableAgentSnapshot> unreachableAgents,
    List<RoleSnapshot> roles,
    RoleRulesSnapshot roleRules,
    MaintenanceSnapshot maintenance) {

  public MasterSnapshot {
    frameworks = List.copyOf(frameworks);
    completedFrameworks = List.copyOf(completedFrameworks);
    agents = List.copyOf(agents);
    recoveredAgents = List.copyOf(recoveredAgents);
    unreachableAgents = List.copyOf(unreachableAgents);
    roles = List.copyOf(roles);
  }

  /** The framework with this id, completed or not. */
  public Optional<FrameworkSnapshot> framework(FrameworkId id) {
    return Stream.concat(frameworks.stream(), completedFrameworks.stream())
        .filter(f -> f.id().equals(id))
        .findFirst();
  }

  /** The registered agent with this id. */
  public Optional<AgentSnapshot> agent(AgentId id) {
    return agents.stream().filter(a -> a.id().equals(id)).findFirst();
  }

  /** How many tasks that the master still follows are in this state. */
  public long countTasks(TaskState state) {
    return frameworks.stream()
        .flatMap(f -> f.tasks().stream())
        .filter(t -> t.getState() == state)
        .count();
  }
}
