package io.meseta.core.master.operator;

import io.meseta.core.AgentId;
import io.meseta.core.allocator.AgentState;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.ServiceEvent;
import io.meseta.core.master.ServiceEvent.AgentDeactivated;
import io.meseta.core.master.ServiceEvent.AgentReactivated;
import io.meseta.core.master.ServiceEvent.DrainFinished;
import io.meseta.core.master.ServiceEvent.DrainStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.DrainState;

/** Which agents operators took out of service, and how far draining has come. */
public final class Service {

  private record Drain(DrainInfo info, Instant since) {}

  private final Set<AgentId> deactivated = new LinkedHashSet<>();
  private final Map<AgentId, Drain> drains = new LinkedHashMap<>();

  /** Whether an operator took the agent out of service, by draining it or otherwise. */
  public boolean isDeactivated(AgentId agent) {
    return deactivated.contains(agent);
  }

  /** How far draining of the agent has come, if an operator wanted it. */
  public Optional<DrainInfo> drain(AgentId agent) {
    return Optional.ofNullable(drains.get(agent)).map(Drain::info);
  }

  /** When draining of the agent began. */
  public Optional<Instant> drainStart(AgentId agent) {
    return Optional.ofNullable(drains.get(agent)).map(Drain::since);
  }

  /** Whether the agent is to become empty and has not yet. */
  public boolean isDraining(AgentId agent) {
    return drain(agent).filter(info -> info.getState() == DrainState.DRAINING).isPresent();
  }

  /** All agents that are to become empty and have not yet. */
  public List<AgentId> draining() {
    return drains.isEmpty()
        ? List.of()
        : drains.keySet().stream().filter(this::isDraining).toList();
  }

  /** How the allocator is to treat the agent while it is connected. */
  public AgentState whileConnected(AgentId agent) {
    Optional<DrainInfo> drain = drain(agent);
    if (drain.isPresent()) {
      return isDraining(agent) ? AgentState.DRAINING : AgentState.DRAINED;
    }
    return isDeactivated(agent) ? AgentState.DEACTIVATED : AgentState.ACTIVE;
  }

  /** Makes the event part of it. */
  public void apply(ServiceEvent event) {
    switch (event) {
      case AgentDeactivated e -> deactivated.add(e.agent());
      case AgentReactivated e -> forget(e.agent());
      case DrainStarted e -> {
        deactivated.add(e.agent());
        drains.put(e.agent(), new Drain(info(DrainState.DRAINING, e.config()), e.at()));
      }
      case DrainFinished e -> {
        Drain drain = drains.get(e.agent());
        if (drain != null) {
          DrainInfo drained = info(DrainState.DRAINED, drain.info().getConfig());
          drains.put(e.agent(), new Drain(drained, drain.since()));
        }
      }
    }
  }

  private static DrainInfo info(DrainState state, DrainConfig config) {
    return DrainInfo.newBuilder().setState(state).setConfig(config).build();
  }

  /** The agent is no longer a member. */
  public void forget(AgentId agent) {
    deactivated.remove(agent);
    drains.remove(agent);
  }

  /** The fewest events that say the same. */
  public List<DurableMasterEvent> toEvents() {
    List<DurableMasterEvent> events = new ArrayList<>();
    for (AgentId agent : deactivated) {
      Drain drain = drains.get(agent);
      if (drain == null) {
        events.add(new AgentDeactivated(agent));
        continue;
      }
      events.add(new DrainStarted(agent, drain.info().getConfig(), drain.since()));
      if (!isDraining(agent)) {
        events.add(new DrainFinished(agent));
      }
    }
    return events;
  }
}
