package io.meseta.bench.swarm;

import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The calls of a framework that wants to have everything at once. */
public final class Calls {

  private Calls() {}

  static Call subscribe(String name) {
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName(name)
            .addRoles("*")
            .addCapabilities(
                FrameworkInfo.Capability.newBuilder()
                    .setType(FrameworkInfo.Capability.Type.MULTI_ROLE));
    return Call.newBuilder()
        .setType(Call.Type.SUBSCRIBE)
        .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework))
        .build();
  }

  /**
   * Launches tasks on an offer; what they leave of it is wanted again.
   *
   * @param refuseSeconds for how long the rest is not wanted
   */
  public static Call.Builder accept(Offer offer, List<TaskInfo> tasks, double refuseSeconds) {
    Offer.Operation launch =
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.LAUNCH)
            .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(tasks))
            .build();
    return Call.newBuilder()
        .setType(Call.Type.ACCEPT)
        .setAccept(
            Call.Accept.newBuilder()
                .addOfferIds(offer.getId())
                .addOperations(launch)
                .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds)));
  }

  /** Gives an offer back. */
  public static Call.Builder decline(OfferID offer, double refuseSeconds) {
    return Call.newBuilder()
        .setType(Call.Type.DECLINE)
        .setDecline(
            Call.Decline.newBuilder()
                .addOfferIds(offer)
                .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds)));
  }

  /** Asks about tasks that nobody knows, with ids as long as usual. */
  static Call.Builder reconcileUnknown(int tasks) {
    Call.Reconcile.Builder body = Call.Reconcile.newBuilder();
    for (int i = 0; i < tasks; i++) {
      body.addTasksBuilder().getTaskIdBuilder().setValue("an-unknown-task-of-a-service-" + i);
    }
    return Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(body);
  }

  static Call.Builder acknowledge(TaskStatus status) {
    return Call.newBuilder()
        .setType(Call.Type.ACKNOWLEDGE)
        .setAcknowledge(
            Call.Acknowledge.newBuilder()
                .setAgentId(status.getAgentId())
                .setTaskId(status.getTaskId())
                .setUuid(status.getUuid()));
  }

  /** A command of one program, with or without a shell around it. */
  public static CommandInfo command(String program, boolean shell) {
    return CommandInfo.newBuilder()
        .setShell(shell)
        .setValue(program)
        .addAllArguments(shell ? List.of() : List.of(program))
        .build();
  }
}
