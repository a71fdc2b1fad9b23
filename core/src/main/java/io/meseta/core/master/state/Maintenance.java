package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Pid;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.MaintenanceEvent.MachinesTakenDown;
import io.meseta.core.master.MaintenanceEvent.MaintenanceScheduled;
import io.meseta.core.master.operator.Machine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;

/**
 * Which machines are to be maintained when, which are down, and what frameworks say to it. Read by
 * handlers; changed by {@link MasterState} alone, when it applies events.
 */
public final class Maintenance {

  /** A framework and an agent of which it has something. */
  record Pair(FrameworkId framework, AgentId agent) {}

  final Map<Machine, MachineID> down = new LinkedHashMap<>();
  final Map<Machine, Unavailability> scheduled = new LinkedHashMap<>();

  /** Registered agents on machines of the schedule. */
  final Map<AgentId, Unavailability> unavailable = new LinkedHashMap<>();

  final Map<OfferId, InverseOffer> offers = new LinkedHashMap<>();
  final Map<Pair, OfferId> outstanding = new HashMap<>();
  final Map<AgentId, Map<FrameworkId, InverseOfferStatus>> answers = new HashMap<>();
  final Set<Pair> refused = new LinkedHashSet<>();

  /** Agents whose frameworks may have to be asked. */
  final Set<AgentId> stirred = new LinkedHashSet<>();

  Schedule schedule = Schedule.getDefaultInstance();

  /** The schedule as operators see it. */
  public Schedule schedule() {
    return schedule;
  }

  /** The windows of the schedule one by one: each machine, with when it will be unavailable. */
  static Map<Machine, Unavailability> machinesOf(Schedule schedule) {
    Map<Machine, Unavailability> machines = new LinkedHashMap<>();
    for (Window window : schedule.getWindowsList()) {
      window
          .getMachineIdsList()
          .forEach(id -> machines.put(Machine.of(id), window.getUnavailability()));
    }
    return machines;
  }

  /** Whether the schedule has the machine. */
  public boolean isScheduled(Machine machine) {
    return scheduled.containsKey(machine);
  }

  /** Whether the machine is down. */
  public boolean isDown(Machine machine) {
    return down.containsKey(machine);
  }

  /** The machines that are down, as operators named them. */
  public List<MachineID> down() {
    return List.copyOf(down.values());
  }

  /** Whether an agent of this description and process runs on a machine that is down. */
  public boolean isDown(AgentInfo info, Pid pid) {
    if (down.isEmpty()) {
      return false;
    }
    Machine machine =
        Machine.of(info.getHostname(), AgentUrl.of(pid, info.getHostname()).getAddress().getIp());
    return down.keySet().stream().anyMatch(it -> it.matches(machine));
  }

  /** Registered agents on machines of the list. */
  public List<Agent> agentsOn(List<MachineID> machines, Iterable<Agent> agents) {
    List<Machine> named = machines.stream().map(Machine::of).toList();
    List<Agent> on = new ArrayList<>();
    for (Agent agent : agents) {
      if (named.stream().anyMatch(machine -> machine.matches(machineOf(agent)))) {
        on.add(agent);
      }
    }
    return on;
  }

  static Machine machineOf(Agent agent) {
    return Machine.of(agent.info().getHostname(), agent.url().getAddress().getIp());
  }

  /** When the agent will be unavailable, if that is scheduled. */
  public Optional<Unavailability> unavailability(AgentId agent) {
    return Optional.ofNullable(unavailable.get(agent));
  }

  /** All registered agents that will be unavailable. */
  public Set<AgentId> unavailableAgents() {
    return Collections.unmodifiableSet(unavailable.keySet());
  }

  /** An inverse offer that is not answered yet. */
  public Optional<InverseOffer> offer(OfferId id) {
    return Optional.ofNullable(offers.get(id));
  }

  /** All inverse offers that are not answered yet. */
  public List<InverseOffer> offers() {
    return List.copyOf(offers.values());
  }

  /** Agents whose frameworks may have to be asked. */
  public List<AgentId> stirred() {
    return List.copyOf(stirred);
  }

  /** Whether the framework has been asked about the agent, or does not want to be at present. */
  public boolean isAsked(FrameworkId framework, AgentId agent) {
    Pair pair = new Pair(framework, agent);
    return outstanding.containsKey(pair) || refused.contains(pair);
  }

  /** Which machines are about to be maintained, with the answers of frameworks, or are down. */
  public ClusterStatus status(Iterable<Agent> agents) {
    ClusterStatus.Builder status = ClusterStatus.newBuilder().addAllDownMachines(down.values());
    for (Window window : schedule.getWindowsList()) {
      window.getMachineIdsList().stream()
          .filter(id -> !isDown(Machine.of(id)))
          .forEach(id ->
              status.addDrainingMachines(
                  ClusterStatus.DrainingMachine.newBuilder()
                      .setId(id)
                      .addAllStatuses(answers(id, agents))));
    }
    return status.build();
  }

  private List<InverseOfferStatus> answers(MachineID machine, Iterable<Agent> agents) {
    return agentsOn(List.of(machine), agents).stream()
        .flatMap(agent -> answers.getOrDefault(agent.id(), Map.of()).values().stream())
        .toList();
  }

  /** The fewest events that say the same. */
  List<DurableMasterEvent> toEvents() {
    List<DurableMasterEvent> events = new ArrayList<>();
    if (schedule.getWindowsCount() > 0) {
      events.add(new MaintenanceScheduled(schedule));
    }
    if (!down.isEmpty()) {
      events.add(new MachinesTakenDown(down()));
    }
    return events;
  }
}
