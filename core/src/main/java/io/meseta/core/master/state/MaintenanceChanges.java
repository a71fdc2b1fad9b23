package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.AgentEvent.AgentRegistered;
import io.meseta.core.master.AgentEvent.AgentReregistered;
import io.meseta.core.master.FrameworkEvent.FrameworkSubscribed;
import io.meseta.core.master.InverseOfferEvent;
import io.meseta.core.master.InverseOfferEvent.InverseOfferAnswered;
import io.meseta.core.master.InverseOfferEvent.InverseOfferMade;
import io.meseta.core.master.InverseOfferEvent.InverseOfferRemoved;
import io.meseta.core.master.InverseOfferEvent.InverseOffersMade;
import io.meseta.core.master.InverseOfferEvent.InverseRefusalExpired;
import io.meseta.core.master.MaintenanceEvent;
import io.meseta.core.master.MaintenanceEvent.MachinesBroughtUp;
import io.meseta.core.master.MaintenanceEvent.MachinesTakenDown;
import io.meseta.core.master.MaintenanceEvent.MaintenanceScheduled;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.TaskEvent.TaskAdded;
import io.meseta.core.master.operator.Machine;
import io.meseta.core.master.state.Maintenance.Pair;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.jspecify.annotations.Nullable;

/** What events about maintenance change, and what others change for maintenance. */
final class MaintenanceChanges {

  private final MasterState state;
  private final Maintenance maintenance;

  MaintenanceChanges(MasterState state) {
    this.state = state;
    this.maintenance = state.maintenance;
  }

  void apply(MaintenanceEvent event) {
    switch (event) {
      case MaintenanceScheduled scheduled -> schedule(scheduled.schedule());
      case MachinesTakenDown taken ->
          taken.machines().forEach(id -> maintenance.down.put(Machine.of(id), id));
      case MachinesBroughtUp brought -> {
        brought.machines().forEach(id -> maintenance.down.remove(Machine.of(id)));
        schedule(without(brought.machines()));
      }
    }
  }

  private void schedule(Schedule schedule) {
    maintenance.schedule = schedule;
    maintenance.scheduled.clear();
    maintenance.scheduled.putAll(Maintenance.machinesOf(schedule));
    state.agents().forEach(this::locate);
  }

  private Schedule without(List<MachineID> machines) {
    Set<Machine> gone = new HashSet<>();
    machines.forEach(id -> gone.add(Machine.of(id)));
    Schedule.Builder rest = Schedule.newBuilder();
    for (Window window : maintenance.schedule.getWindowsList()) {
      List<MachineID> left =
          window.getMachineIdsList().stream().filter(id -> !gone.contains(Machine.of(id))).toList();
      if (!left.isEmpty()) {
        rest.addWindows(window.toBuilder().clearMachineIds().addAllMachineIds(left));
      }
    }
    return rest.build();
  }

  /** Finds out anew when the agent will be unavailable. */
  private void locate(Agent agent) {
    Machine machine = Maintenance.machineOf(agent);
    Optional<Unavailability> found =
        maintenance.scheduled.entrySet().stream()
            .filter(entry -> entry.getKey().matches(machine))
            .map(Map.Entry::getValue)
            .findFirst();
    Unavailability before = maintenance.unavailable.get(agent.id());
    if (found.isPresent()) {
      maintenance.unavailable.put(agent.id(), found.get());
      maintenance.stirred.add(agent.id());
    } else {
      maintenance.unavailable.remove(agent.id());
    }
    if (!found.equals(Optional.ofNullable(before))) {
      maintenance.answers.remove(agent.id());
      maintenance.refused.removeIf(pair -> forget(pair, agent.id()));
    }
  }

  private boolean forget(Pair pair, AgentId agent) {
    boolean mine = pair.agent().equals(agent);
    if (mine) {
      state.deadlines.cancel(new Deadline.ExpireInverseRefusal(pair.framework(), agent));
    }
    return mine;
  }

  // ---- inverse offers ---------------------------------------------------------------------------

  void apply(InverseOfferEvent event) {
    switch (event) {
      case InverseOfferMade made -> make(made);
      case InverseOfferAnswered answered -> answer(answered);
      case InverseOfferRemoved removed -> remove(maintenance.offers.get(removed.offer()));
      case InverseRefusalExpired expired -> {
        maintenance.refused.remove(new Pair(expired.framework(), expired.agent()));
        state.deadlines.cancel(
            new Deadline.ExpireInverseRefusal(expired.framework(), expired.agent()));
        stir(expired.agent());
      }
      case InverseOffersMade made -> maintenance.stirred.clear();
    }
  }

  private void make(InverseOfferMade event) {
    InverseOffer offer =
        new InverseOffer(event.offer(), event.framework(), event.agent(), event.unavailability());
    maintenance.offers.put(offer.id(), offer);
    maintenance.outstanding.put(new Pair(offer.framework(), offer.agent()), offer.id());
    state.serials.offerMade();
  }

  private void answer(InverseOfferAnswered event) {
    InverseOffer offer = remove(maintenance.offers.get(event.offer()));
    maintenance
        .answers
        .computeIfAbsent(offer.agent(), _ -> new LinkedHashMap<>())
        .put(offer.framework(), event.status());
    if (event.refusedUntil().isPresent()) {
      maintenance.refused.add(new Pair(offer.framework(), offer.agent()));
      state.deadlines.set(
          new Deadline.ExpireInverseRefusal(offer.framework(), offer.agent()),
          event.refusedUntil().get());
    }
  }

  private InverseOffer remove(@Nullable InverseOffer offer) {
    if (offer == null) {
      throw new IllegalStateException("there is no such inverse offer");
    }
    maintenance.offers.remove(offer.id());
    maintenance.outstanding.remove(new Pair(offer.framework(), offer.agent()));
    return offer;
  }

  // ---- what other events mean for maintenance ---------------------------------------------------

  /** Notices what makes it necessary to ask a framework. Costs nothing without a schedule. */
  void follow(MasterEvent event) {
    if (maintenance.scheduled.isEmpty()) {
      return;
    }
    switch (event) {
      case AgentRegistered registered -> locate(agent(registered.agent()));
      case AgentReregistered registered -> locate(agent(registered.agent()));
      case OfferMade made -> stir(made.agent());
      case TaskAdded added -> stir(new AgentId(added.task().getAgentId().getValue()));
      case FrameworkSubscribed subscribed ->
          maintenance.stirred.addAll(maintenance.unavailable.keySet());
      default -> {}
    }
  }

  private Agent agent(AgentId id) {
    return state.agent(id).orElseThrow();
  }

  private void stir(AgentId agent) {
    if (maintenance.unavailable.containsKey(agent)) {
      maintenance.stirred.add(agent);
    }
  }

  /** The agent is no longer registered; its inverse offers were removed by events of their own. */
  void forgetAgent(AgentId agent) {
    maintenance.unavailable.remove(agent);
    maintenance.stirred.remove(agent);
    maintenance.answers.remove(agent);
    maintenance.refused.removeIf(pair -> forget(pair, agent));
  }

  /** The framework is over; its inverse offers were removed by events of their own. */
  void forgetFramework(FrameworkId framework) {
    maintenance.answers.values().forEach(answers -> answers.remove(framework));
    maintenance.refused.removeIf(
        pair -> pair.framework().equals(framework) && forget(pair, pair.agent()));
  }
}
