package io.meseta.core.master;

import java.util.List;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;

/** What operators say of the maintenance of machines; part of the registry (§6.2, §12.9). */
public sealed interface MaintenanceEvent extends DurableMasterEvent {

  /** This is the whole schedule from now on. */
  record MaintenanceScheduled(Schedule schedule) implements MaintenanceEvent {}

  /** These machines of the schedule are down. */
  record MachinesTakenDown(List<MachineID> machines) implements MaintenanceEvent {
    public MachinesTakenDown {
      machines = List.copyOf(machines);
    }
  }

  /** These machines are back, and no longer in the schedule. */
  record MachinesBroughtUp(List<MachineID> machines) implements MaintenanceEvent {
    public MachinesBroughtUp {
      machines = List.copyOf(machines);
    }
  }
}
