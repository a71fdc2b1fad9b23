package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.allocator.AgentState;
import io.meseta.core.allocator.Site;
import io.meseta.core.master.AgentEvent;
import io.meseta.core.master.AgentEvent.AgentDisconnected;
import io.meseta.core.master.AgentEvent.AgentPinged;
import io.meseta.core.master.AgentEvent.AgentPonged;
import io.meseta.core.master.AgentEvent.AgentRegistered;
import io.meseta.core.master.AgentEvent.AgentReregistered;
import io.meseta.core.master.AgentEvent.AgentResourcesChanged;
import io.meseta.core.master.AgentEvent.Report;
import io.meseta.core.master.AgentEvent.ResourceVersionChanged;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.DurableMasterEvent.AgentAdmitted;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedGone;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedUnreachable;
import io.meseta.core.master.DurableMasterEvent.AgentRemoved;
import io.meseta.core.master.DurableMasterEvent.LeadershipTaken;
import io.meseta.core.master.MaintenanceEvent;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.RoleEvent;
import io.meseta.core.master.ServiceEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.MasterInfo;

/** What events about agents change. */
final class AgentChanges {

  private final MasterState state;

  AgentChanges(MasterState state) {
    this.state = state;
  }

  void apply(DurableMasterEvent event) {
    state.membership.apply(event);
    switch (event) {
      case LeadershipTaken taken -> awaitRecovered(taken.at());
      case AgentAdmitted admitted -> countName(admitted.agent());
      case AgentMarkedUnreachable marked -> {
        countName(marked.agent());
        forget(marked.agent());
        scheduleRegistryCleanup(marked.at());
      }
      case AgentMarkedGone marked -> {
        countName(marked.agent());
        forget(marked.agent());
        state.service.forget(marked.agent());
        scheduleRegistryCleanup(marked.at());
      }
      case AgentRemoved removed -> {
        forget(removed.agent());
        state.service.forget(removed.agent());
      }
      case DurableMasterEvent.AgentInfoChanged changed -> {} // its re-registration follows
      case DurableMasterEvent.AgentMarkedReachable marked -> countName(marked.agent());
      case DurableMasterEvent.AgentsForgotten forgotten -> {
        scheduleRegistryCleanup(forgotten.at());
        forgotten.unreachable().forEach(state.service::forget);
      }
      case RoleEvent role -> {} // no matter of agents
      case MaintenanceEvent maintenance -> {} // a matter of machines
      case ServiceEvent service -> serve(service);
    }
  }

  /** No id of this master is given out twice, whichever way it became known. */
  private void countName(AgentId agent) {
    state.serials.agentNamed(agent.value(), state.config().info().getId());
  }

  private void awaitRecovered(Instant since) {
    Instant until = since.plus(state.config().timing().agentReregister());
    for (AgentId agent : state.membership.recovered().keySet()) {
      state.deadlines.set(new Deadline.AwaitAgent(agent), until);
    }
  }

  /** Not before something is old enough, or there is too much. */
  private void scheduleRegistryCleanup(Instant now) {
    MasterConfig.RegistryHistory history = state.config().history().registry();
    Map<AgentId, Instant> unreachable = state.membership.unreachable();
    Map<AgentId, Instant> gone = state.membership.gone();
    Instant soon = now.plus(history.cleanup());
    boolean tooMany = unreachable.size() > history.maxAgents() || gone.size() > history.maxAgents();
    Optional<Instant> oldest =
        Stream.concat(unreachable.values().stream().limit(1), gone.values().stream().limit(1))
            .min(Comparator.naturalOrder());
    if (oldest.isEmpty()) {
      state.deadlines.cancel(new Deadline.CleanRegistry());
    } else {
      Instant due = oldest.get().plus(history.maxAge());
      state.deadlines.set(new Deadline.CleanRegistry(), tooMany || due.isBefore(soon) ? soon : due);
    }
  }

  /** Its tasks, executors and offers are gone by events of their own. */
  private void forget(AgentId id) {
    state.deadlines.cancel(new Deadline.AwaitAgent(id));
    state.deadlines.cancel(new Deadline.PingAgent(id));
    state.maintenanceChanges.forgetAgent(id);
    Agent agent = state.agents.remove(id);
    if (agent != null) {
      state.agentsByPid.remove(agent.pid(), id); // another agent may have taken its place
      state.allocator.removeAgent(id);
    }
  }

  void apply(AgentEvent event) {
    switch (event) {
      case AgentRegistered registered -> {
        state.membership.enter(registered.agent(), registered);
        add(registered.agent(), registered.report(), registered.at());
      }
      case AgentReregistered reregistered -> {
        state.membership.enter(reregistered.agent(), reregistered);
        reregister(reregistered);
      }
      case AgentDisconnected disconnected -> disconnect(disconnected);
      case AgentPinged pinged -> {
        agent(pinged).pinged();
        state.deadlines.set(
            new Deadline.PingAgent(pinged.agent()),
            pinged.at().plus(state.config().timing().agentPing()));
      }
      case AgentPonged ponged -> agent(ponged).ponged();
      case AgentResourcesChanged changed -> {
        agent(changed).resourcesChanged(changed.total());
        state.allocator.changeTotal(changed.agent(), changed.total());
      }
      case ResourceVersionChanged changed ->
          agent(changed).resourceVersionChanged(changed.version());
    }
  }

  private Agent agent(AgentEvent event) {
    Agent agent = state.agents.get(event.agent());
    if (agent == null) {
      throw new IllegalStateException(event + " is about an agent that has not reported");
    }
    return agent;
  }

  private Agent add(AgentId id, Report report, Instant at) {
    Agent agent = new Agent(id, state.membership.info(id).orElseThrow(), report, at);
    state.agents.put(id, agent);
    state.agentsByPid.put(report.pid(), id);
    state.allocator.addAgent(id, report.total());
    state.allocator.setSite(id, site(agent.info()));
    state.deadlines.cancel(new Deadline.AwaitAgent(id));
    return agent;
  }

  /** An agent that does not say where it is counts as near (Mesos reference §8.8). */
  private Site site(AgentInfo info) {
    MasterInfo master = state.config().info();
    boolean known = info.getDomain().hasFaultDomain() && master.getDomain().hasFaultDomain();
    return new Site(info, known && !region(info.getDomain()).equals(region(master.getDomain())));
  }

  private static String region(DomainInfo domain) {
    return domain.getFaultDomain().getRegion().getName();
  }

  private void reregister(AgentReregistered event) {
    AgentId id = event.agent();
    Agent known = state.agents.get(id);
    Agent agent = known != null ? known : add(id, event.report(), event.at());
    state.agentsByPid.remove(agent.pid(), id);
    agent.reregistered(state.membership.info(id).orElseThrow(), event.report(), event.at());
    state.agentsByPid.put(agent.pid(), id);
    state.allocator.changeTotal(id, event.report().total());
    state.allocator.setSite(id, site(agent.info()));
    agent.servedAs(state.service, id);
    state.allocator.setAgentState(id, state.service.whileConnected(id));
    state.deadlines.cancel(new Deadline.AwaitAgent(id));
  }

  private void serve(ServiceEvent event) {
    state.service.apply(event);
    Agent agent = state.agents.get(event.agent());
    if (agent != null) {
      agent.servedAs(state.service, agent.id());
      if (agent.isConnected()) {
        state.allocator.setAgentState(agent.id(), state.service.whileConnected(agent.id()));
      }
    }
  }

  private void disconnect(AgentDisconnected event) {
    state.membership.enter(event.agent(), event);
    agent(event).disconnected();
    state.allocator.setAgentState(event.agent(), AgentState.DISCONNECTED);
    state.deadlines.set(
        new Deadline.AwaitAgent(event.agent()),
        event.at().plus(state.config().timing().agentReregister()));
  }
}
