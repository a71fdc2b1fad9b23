package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.RequestId;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/**
 * What operators want changed of resources, of the rules by which they are shared, and of the
 * machines that have them (Mesos reference §3.1). Each is answered by one {@link
 * MasterEffect.Respond}.
 */
public sealed interface OperatorCommand extends MasterCommand {

  /** Who waits for the answer. */
  RequestId request();

  /**
   * Give these roles these quotas, all or none.
   *
   * @param force whether limits may be below what is in use, and guarantees above what there is
   */
  record UpdateQuota(RequestId request, List<QuotaConfig> quotas, boolean force)
      implements OperatorCommand {
    public UpdateQuota {
      quotas = List.copyOf(quotas);
    }
  }

  /** The old way to give a role that has none a quota, guarantee and limit alike. */
  record SetQuota(RequestId request, QuotaRequest quota) implements OperatorCommand {}

  /** The old way to take a role's quota away. */
  record RemoveQuota(RequestId request, String role) implements OperatorCommand {}

  /** Give these roles these weights, all or none. */
  record UpdateWeights(RequestId request, List<WeightInfo> weights) implements OperatorCommand {
    public UpdateWeights {
      weights = List.copyOf(weights);
    }
  }

  /**
   * An operator wants resources of an agent changed (Mesos reference §3.1, §10).
   *
   * @param operation anything but a launch; its form is not checked yet
   * @param principal who the operator is, if operators have to say so
   */
  record ChangeResources(
      RequestId request, AgentId agent, Operation operation, Optional<String> principal)
      implements OperatorCommand {}

  /** Replace the schedule of maintenance. */
  record UpdateMaintenanceSchedule(RequestId request, Schedule schedule)
      implements OperatorCommand {}

  /** Take machines of the schedule down: their agents are shut down and removed. */
  record StartMaintenance(RequestId request, List<MachineID> machines) implements OperatorCommand {
    public StartMaintenance {
      machines = List.copyOf(machines);
    }
  }

  /** Bring machines up that are down; they leave the schedule. */
  record StopMaintenance(RequestId request, List<MachineID> machines) implements OperatorCommand {
    public StopMaintenance {
      machines = List.copyOf(machines);
    }
  }

  /** Offer nothing of the agent any more; its tasks run on. */
  record DeactivateAgent(RequestId request, AgentId agent) implements OperatorCommand {}

  /** Offer what the agent has again. */
  record ReactivateAgent(RequestId request, AgentId agent) implements OperatorCommand {}

  /** Make the agent empty: its tasks are killed, nothing of it is offered. */
  record DrainAgent(RequestId request, AgentId agent, DrainConfig config)
      implements OperatorCommand {}
}
