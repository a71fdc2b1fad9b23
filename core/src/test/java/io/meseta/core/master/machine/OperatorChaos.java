package io.meseta.core.master.machine;

import io.meseta.core.AgentId;
import io.meseta.core.RequestId;
import io.meseta.core.master.AllocationCommand;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.state.InverseOffer;
import io.meseta.core.master.state.Maintenance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What an operator with a seed might want of roles and machines; good and bad. */
final class OperatorChaos {

  private static final List<String> ROLES = List.of("*", "a", "b", "web");
  private static final RequestId NOBODY = new RequestId(-3);

  private final MasterFixture master;
  private final RandomGenerator random;

  OperatorChaos(MasterFixture master, RandomGenerator random) {
    this.master = master;
    this.random = random;
  }

  void act() {
    String role = ROLES.get(random.nextInt(ROLES.size()));
    switch (random.nextInt(10)) {
      case 0, 1 -> master.step(maintenance());
      case 2 -> service();
      case 3, 4, 6, 7 -> answerInverseOffer();
      case 5 -> master.step(random.nextBoolean() ? weight(role) : whitelist());
      default -> master.step(quota(role));
    }
  }

  private void answerInverseOffer() {
    List<InverseOffer> offers = master.core.state().maintenance().offers();
    if (offers.isEmpty()) {
      return;
    }
    InverseOffer offer = offers.get(random.nextInt(offers.size()));
    Filters filters = Filters.newBuilder().setRefuseSeconds(0.5 * random.nextInt(3)).build();
    master.call(
        offer.framework(),
        random.nextBoolean()
            ? new SchedulerCall.AcceptInverseOffers(
                Call.AcceptInverseOffers.newBuilder()
                    .addInverseOfferIds(Ids.toProtobuf(offer.id()))
                    .setFilters(filters)
                    .build())
            : new SchedulerCall.DeclineInverseOffers(
                Call.DeclineInverseOffers.newBuilder()
                    .addInverseOfferIds(Ids.toProtobuf(offer.id()))
                    .setFilters(filters)
                    .build()));
  }

  private void service() {
    List<AgentSnapshot> agents = master.core.snapshot(master.now()).agents();
    if (!agents.isEmpty()) {
      AgentId agent = agents.get(random.nextInt(agents.size())).id();
      DrainConfig config = DrainConfig.newBuilder().setMarkGone(random.nextBoolean()).build();
      master.step(
          switch (random.nextInt(4)) {
            case 0 -> new OperatorCommand.DrainAgent(NOBODY, agent, config);
            case 1 -> new OperatorCommand.DeactivateAgent(NOBODY, agent);
            default -> new OperatorCommand.ReactivateAgent(NOBODY, agent);
          });
    }
  }

  private MasterCommand maintenance() {
    Maintenance maintenance = master.core.state().maintenance();
    if (!maintenance.down().isEmpty() && random.nextBoolean()) {
      return new OperatorCommand.StopMaintenance(NOBODY, maintenance.down());
    }
    if (maintenance.schedule().getWindowsCount() > 0 && random.nextBoolean()) {
      return new OperatorCommand.StartMaintenance(
          NOBODY, maintenance.schedule().getWindows(0).getMachineIdsList());
    }
    MachineID machine =
        MachineID.newBuilder().setHostname("agent" + (1 + random.nextInt(3))).build();
    Window window =
        Window.newBuilder()
            .addMachineIds(machine)
            .setUnavailability(
                Unavailability.newBuilder().setStart(TimeInfo.newBuilder().setNanoseconds(1)))
            .build();
    return switch (random.nextInt(5)) {
      case 0 -> new OperatorCommand.StartMaintenance(NOBODY, List.of(machine));
      case 1, 2 -> new OperatorCommand.StopMaintenance(NOBODY, List.of(machine));
      default ->
          new OperatorCommand.UpdateMaintenanceSchedule(
              NOBODY, Schedule.newBuilder().addWindows(window).build());
    };
  }

  private MasterCommand whitelist() {
    return new AllocationCommand.UpdateWhitelist(
        random.nextBoolean() ? Optional.empty() : Optional.of(Set.of("agent1", "agent2")));
  }

  private MasterCommand weight(String role) {
    double weight = random.nextInt(4) - 0.5;
    return new OperatorCommand.UpdateWeights(
        NOBODY, List.of(WeightInfo.newBuilder().setRole(role).setWeight(weight).build()));
  }

  private MasterCommand quota(String role) {
    QuotaConfig.Builder quota = QuotaConfig.newBuilder().setRole(role);
    int guarantee = random.nextInt(4);
    if (guarantee > 0) {
      quota.putGuarantees("cpus", Value.Scalar.newBuilder().setValue(guarantee).build());
    }
    if (random.nextBoolean()) {
      quota.putLimits("cpus", Value.Scalar.newBuilder().setValue(2 + random.nextInt(6)).build());
    }
    return new OperatorCommand.UpdateQuota(NOBODY, List.of(quota.build()), random.nextBoolean());
  }
}
