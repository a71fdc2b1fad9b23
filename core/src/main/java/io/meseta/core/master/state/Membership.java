package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.DurableMasterEvent.AgentAdmitted;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedGone;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedUnreachable;
import io.meseta.core.master.DurableMasterEvent.LeadershipTaken;
import io.meseta.core.master.MaintenanceEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.RoleEvent;
import io.meseta.core.master.ServiceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.jspecify.annotations.Nullable;

/** Who is a member of the cluster: what the registry holds, and how far each agent has come. */
public final class Membership {

  private final Map<AgentId, AgentStage> stages = new HashMap<>();
  private final Map<AgentId, AgentInfo> members = new LinkedHashMap<>();
  private final Map<AgentId, Instant> unreachable = new LinkedHashMap<>();
  private final Map<AgentId, Instant> gone = new LinkedHashMap<>();
  private final BoundedHistory<AgentId, AgentStage> removed;
  private @Nullable LeadershipTaken leadership;
  private int recoveredCount;

  Membership(int removedAgents) {
    this.removed = new BoundedHistory<>(removedAgents);
  }

  /** Where the agent is in its life. */
  public AgentStage stage(AgentId agent) {
    AgentStage stage = stages.get(agent);
    if (stage != null) {
      return stage;
    }
    return removed.contains(agent) ? AgentStage.REMOVED : AgentStage.UNKNOWN;
  }

  /** How the registry describes the agent, if it is a member that is not unreachable. */
  public Optional<AgentInfo> info(AgentId agent) {
    return Optional.ofNullable(members.get(agent));
  }

  /** Agents that have not reported to this leader yet, oldest first. */
  public Map<AgentId, AgentInfo> recovered() {
    Map<AgentId, AgentInfo> recovered = new LinkedHashMap<>();
    members.forEach((agent, info) -> {
      if (stages.get(agent) == AgentStage.RECOVERED) {
        recovered.put(agent, info);
      }
    });
    return recovered;
  }

  /** Whether any agent has not reported to this leader yet. */
  public boolean hasRecovered() {
    return recoveredCount > 0;
  }

  /** Agents that do not answer, and since when. */
  public Map<AgentId, Instant> unreachable() {
    return Collections.unmodifiableMap(unreachable);
  }

  /** Agents that an operator marked as gone, and when. */
  public Map<AgentId, Instant> gone() {
    return Collections.unmodifiableMap(gone);
  }

  /** When this master began to lead. */
  public Optional<LeadershipTaken> leadership() {
    return Optional.ofNullable(leadership);
  }

  /** The fewest events that rebuild the registry, to replace a long journal. */
  public List<DurableMasterEvent> toEvents() {
    List<DurableMasterEvent> events = new ArrayList<>();
    leadership().ifPresent(events::add);
    members.forEach((agent, info) -> events.add(new AgentAdmitted(agent, info)));
    unreachable.forEach((agent, at) -> events.add(new AgentMarkedUnreachable(agent, at)));
    gone.forEach((agent, at) -> events.add(new AgentMarkedGone(agent, at)));
    return events;
  }

  void enter(AgentId agent, MasterEvent event) {
    AgentStage before = stage(agent);
    AgentStage after = AgentStage.TRANSITIONS.next(before, event);
    removed.remove(agent);
    stages.put(agent, after);
    recoveredCount -= before == AgentStage.RECOVERED ? 1 : 0;
    recoveredCount += after == AgentStage.RECOVERED ? 1 : 0;
  }

  void apply(DurableMasterEvent event) {
    switch (event) {
      case LeadershipTaken taken -> leadership = taken;
      case AgentAdmitted admitted -> {
        enter(admitted.agent(), admitted);
        members.put(admitted.agent(), admitted.info());
      }
      case DurableMasterEvent.AgentInfoChanged changed ->
          members.put(changed.agent(), changed.info());
      case AgentMarkedUnreachable marked -> {
        enter(marked.agent(), marked);
        members.remove(marked.agent());
        unreachable.put(marked.agent(), marked.at());
      }
      case DurableMasterEvent.AgentMarkedReachable marked -> {
        enter(marked.agent(), marked);
        unreachable.remove(marked.agent());
        members.put(marked.agent(), marked.info());
      }
      case DurableMasterEvent.AgentRemoved left -> {
        enter(left.agent(), left);
        members.remove(left.agent());
        stages.remove(left.agent());
        removed.put(left.agent(), AgentStage.REMOVED);
      }
      case AgentMarkedGone marked -> {
        enter(marked.agent(), marked);
        members.remove(marked.agent());
        unreachable.remove(marked.agent());
        gone.put(marked.agent(), marked.at());
      }
      case DurableMasterEvent.AgentsForgotten forgotten -> {
        forgotten.unreachable().forEach(unreachable::remove);
        forgotten.gone().forEach(gone::remove);
        forgotten.unreachable().forEach(stages::remove);
        forgotten.gone().forEach(stages::remove);
      }
      case RoleEvent role -> {} // no matter of agents
      case MaintenanceEvent maintenance -> {} // a matter of machines
      case ServiceEvent service -> {} // members they are all the same
    }
  }
}
