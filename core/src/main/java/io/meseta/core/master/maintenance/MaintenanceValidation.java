package io.meseta.core.master.maintenance;

import io.meseta.core.master.operator.Machine;
import io.meseta.core.master.state.Maintenance;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;

/** What schedules and lists of machines must hold, in Mesos' words (reference §3.1, §12.9). */
final class MaintenanceValidation {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private MaintenanceValidation() {}

  /** What is wrong with the schedule, or empty. */
  static Optional<String> error(Schedule schedule, Maintenance maintenance) {
    Set<Machine> seen = new HashSet<>();
    for (Window window : schedule.getWindowsList()) {
      Optional<String> error = error(window, seen);
      if (error.isPresent()) {
        return error;
      }
    }
    return maintenance.down().stream()
        .filter(id -> !seen.contains(Machine.of(id)))
        .findFirst()
        .map(id -> text(id) + " is deactivated and cannot be removed from the schedule");
  }

  private static Optional<String> error(Window window, Set<Machine> seen) {
    if (window.getMachineIdsCount() == 0) {
      return Optional.of("List of machines in the maintenance window is empty");
    }
    if (window.getUnavailability().getDuration().getNanoseconds() < 0) {
      return Optional.of("Unavailability 'duration' is negative");
    }
    return error(window.getMachineIdsList(), seen);
  }

  /** What is wrong with the list of machines, or empty. */
  static Optional<String> error(List<MachineID> machines) {
    return machines.isEmpty()
        ? Optional.of("List of machines is empty")
        : error(machines, new HashSet<>());
  }

  private static Optional<String> error(List<MachineID> machines, Set<Machine> seen) {
    for (MachineID id : machines) {
      Optional<String> error = error(id);
      if (error.isEmpty() && !seen.add(Machine.of(id))) {
        error = Optional.of(text(id) + " appears more than once in the schedule");
      }
      if (error.isPresent()) {
        return error;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> error(MachineID id) {
    if (id.getHostname().isEmpty() && id.getIp().isEmpty()) {
      return Optional.of("Both 'hostname' and 'ip' for a machine are empty");
    }
    return id.getIp().isEmpty() || IPV4.matcher(id.getIp()).matches()
        ? Optional.empty()
        : Optional.of("Failed to parse IPv4: " + id.getIp());
  }

  /** The machine as Mesos prints it in these texts. */
  static String text(MachineID id) {
    StringBuilder json = new StringBuilder("Machine '{");
    if (id.hasHostname()) {
      json.append("\"hostname\":\"").append(id.getHostname()).append('"');
    }
    if (id.hasIp()) {
      json.append(id.hasHostname() ? "," : "").append("\"ip\":\"").append(id.getIp()).append('"');
    }
    return json.append("}'").toString();
  }
}
