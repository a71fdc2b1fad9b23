package io.meseta.core.master;

import io.meseta.core.AgentId;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;

/**
 * A change of the registry: exactly what Mesos' registry holds and nothing else (Mesos reference
 * §6.2). {@code RegistryRecords} turns these into bytes and back.
 */
public sealed interface DurableMasterEvent extends MasterEvent
    permits DurableMasterEvent.LeadershipTaken,
        DurableMasterEvent.AgentAdmitted,
        DurableMasterEvent.AgentInfoChanged,
        DurableMasterEvent.AgentMarkedUnreachable,
        DurableMasterEvent.AgentMarkedReachable,
        DurableMasterEvent.AgentRemoved,
        DurableMasterEvent.AgentMarkedGone,
        DurableMasterEvent.AgentsForgotten,
        RoleEvent,
        MaintenanceEvent,
        ServiceEvent {

  /** This master leads from now on. */
  record LeadershipTaken(MasterInfo master, Instant at) implements DurableMasterEvent {}

  /** The agent is a member of the cluster. */
  record AgentAdmitted(AgentId agent, AgentInfo info) implements DurableMasterEvent {}

  /** The agent came back with another description of itself. */
  record AgentInfoChanged(AgentId agent, AgentInfo info) implements DurableMasterEvent {}

  /** The agent does not answer; it may come back. */
  record AgentMarkedUnreachable(AgentId agent, Instant at) implements DurableMasterEvent {}

  /** An unreachable agent is back, or one that this master's registry did not know. */
  record AgentMarkedReachable(AgentId agent, AgentInfo info) implements DurableMasterEvent {}

  /** The agent is no longer a member; it will not come back under this id. */
  record AgentRemoved(AgentId agent) implements DurableMasterEvent {}

  /** An operator says that the agent is gone for good. */
  record AgentMarkedGone(AgentId agent, Instant at) implements DurableMasterEvent {}

  /** Unreachable and gone agents of long ago are forgotten. */
  record AgentsForgotten(List<AgentId> unreachable, List<AgentId> gone, Instant at)
      implements DurableMasterEvent {

    public AgentsForgotten {
      unreachable = List.copyOf(unreachable);
      gone = List.copyOf(gone);
    }
  }
}
