package io.meseta.core.master.machine;

import io.meseta.core.AgentId;
import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What operators say of roles and machines in a transcript. */
final class OperatorWords {

  private OperatorWords() {}

  static MasterCommand command(RequestId request, String verb, Words words) {
    return switch (verb) {
      case "gives" -> quota(request, words);
      case "weighs" -> weight(request, words);
      case "schedules" -> new OperatorCommand.UpdateMaintenanceSchedule(request, schedule(words));
      case "takes-down" -> new OperatorCommand.StartMaintenance(request, machines(words));
      case "brings-up" -> new OperatorCommand.StopMaintenance(request, machines(words));
      case "deactivates" -> new OperatorCommand.DeactivateAgent(request, agent(words));
      case "reactivates" -> new OperatorCommand.ReactivateAgent(request, agent(words));
      case "drains" ->
          new OperatorCommand.DrainAgent(
              request,
              agent(words),
              DrainConfig.newBuilder().setMarkGone(words.skip("gone")).build());
      default -> throw new IllegalArgumentException("not understood: " + words);
    };
  }

  private static AgentId agent(Words words) {
    return new AgentId("M-" + words.next());
  }

  /** {@code web [guarantee cpus:2] [limit cpus:4] [forced]}. */
  private static MasterCommand quota(RequestId request, Words words) {
    QuotaConfig.Builder quota = QuotaConfig.newBuilder().setRole(words.next());
    if (words.skip("guarantee")) {
      Text.resources(words.next())
          .forEach(guarantee -> quota.putGuarantees(guarantee.getName(), guarantee.getScalar()));
    }
    if (words.skip("limit")) {
      Text.resources(words.next())
          .forEach(limit -> quota.putLimits(limit.getName(), limit.getScalar()));
    }
    return new OperatorCommand.UpdateQuota(request, List.of(quota.build()), words.skip("forced"));
  }

  /** {@code web 2.5}. */
  private static MasterCommand weight(RequestId request, Words words) {
    return new OperatorCommand.UpdateWeights(
        request,
        List.of(
            WeightInfo.newBuilder()
                .setRole(words.next())
                .setWeight(Double.parseDouble(words.next()))
                .build()));
  }

  /** {@code agent1 agent2 …} as one window; without machines nothing is scheduled. */
  private static Schedule schedule(Words words) {
    List<MachineID> machines = machines(words);
    Schedule.Builder schedule = Schedule.newBuilder();
    if (!machines.isEmpty()) {
      schedule.addWindows(
          Window.newBuilder()
              .addAllMachineIds(machines)
              .setUnavailability(
                  Unavailability.newBuilder()
                      .setStart(TimeInfo.newBuilder().setNanoseconds(1_900_000_000_000_000_000L))
                      .setDuration(DurationInfo.newBuilder().setNanoseconds(3_600_000_000_000L))));
    }
    return schedule.build();
  }

  private static List<MachineID> machines(Words words) {
    List<MachineID> machines = new ArrayList<>();
    words.rest().forEach(host -> machines.add(MachineID.newBuilder().setHostname(host).build()));
    return machines;
  }
}
