package io.meseta.core.master.maintenance;

import io.meseta.core.AgentId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.MaintenanceEvent.MachinesBroughtUp;
import io.meseta.core.master.MaintenanceEvent.MachinesTakenDown;
import io.meseta.core.master.MaintenanceEvent.MaintenanceScheduled;
import io.meseta.core.master.OperatorCommand.StartMaintenance;
import io.meseta.core.master.OperatorCommand.StopMaintenance;
import io.meseta.core.master.OperatorCommand.UpdateMaintenanceSchedule;
import io.meseta.core.master.agents.AgentRemoval;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.operator.Machine;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Maintenance;
import io.meseta.core.master.state.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.MachineID;

/**
 * Machines to be maintained: scheduled, taken down, brought up again (Mesos reference §12.9). Until
 * a machine is taken down nothing is forced; frameworks are told in offers and asked by inverse
 * offers.
 */
public final class MaintenanceHandler {

  private static final String DOWN = "Operator initiated 'Machine DOWN'";

  private MaintenanceHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, UpdateMaintenanceSchedule command) {
    Maintenance maintenance = turn.state().maintenance();
    Optional<String> error = MaintenanceValidation.error(command.schedule(), maintenance);
    if (error.isEmpty()) {
      Set<AgentId> touched = new HashSet<>(maintenance.unavailableAgents());
      turn.emit(new MaintenanceScheduled(command.schedule()));
      touched.addAll(maintenance.unavailableAgents());
      touched.stream()
          .flatMap(id -> turn.state().agent(id).stream())
          .forEach(agent -> OfferRemoval.rescindAll(turn, agent)); // to be made anew, as they are
    }
    turn.answer(
        command.request(), error.<Answer>map(Answer.Invalid::new).orElseGet(Answer.Done::new));
  }

  /** Carries the command out. */
  public static void handle(Turn turn, StartMaintenance command) {
    Maintenance maintenance = turn.state().maintenance();
    Optional<String> error =
        error(
            turn,
            command.machines(),
            machine -> !maintenance.isDown(machine),
            " is not in DRAINING mode and cannot be brought down");
    if (error.isEmpty()) {
      for (Agent agent : maintenance.agentsOn(command.machines(), turn.state().agents())) {
        turn.send(agent, AgentMessages.shutdown(DOWN));
        AgentRemoval.remove(turn, agent, DOWN);
      }
      turn.emit(new MachinesTakenDown(command.machines()));
    }
    turn.answer(
        command.request(), error.<Answer>map(Answer.Invalid::new).orElseGet(Answer.Done::new));
  }

  /** Carries the command out. */
  public static void handle(Turn turn, StopMaintenance command) {
    Optional<String> error =
        error(
            turn,
            command.machines(),
            turn.state().maintenance()::isDown,
            " is not in DOWN mode and cannot be brought up");
    if (error.isEmpty()) {
      turn.emit(new MachinesBroughtUp(command.machines()));
    }
    turn.answer(
        command.request(), error.<Answer>map(Answer.Invalid::new).orElseGet(Answer.Done::new));
  }

  private static Optional<String> error(
      Turn turn, List<MachineID> machines, Predicate<Machine> ready, String otherwise) {
    Optional<String> invalid = MaintenanceValidation.error(machines);
    if (invalid.isPresent()) {
      return invalid;
    }
    for (MachineID id : machines) {
      Machine machine = Machine.of(id);
      String name = MaintenanceValidation.text(id);
      if (!turn.state().maintenance().isScheduled(machine)) {
        return Optional.of(name + " is not part of a maintenance schedule");
      }
      if (!ready.test(machine)) {
        return Optional.of(name + otherwise);
      }
    }
    return Optional.empty();
  }
}
