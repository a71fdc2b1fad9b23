package io.meseta.master.libprocess;

import com.google.protobuf.ByteString;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.master.SchedulerCall;
import io.meseta.protocol.internal.Messages.DeactivateFrameworkMessage;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.LaunchTasksMessage;
import io.meseta.protocol.internal.Messages.ReconcileTasksMessage;
import io.meseta.protocol.internal.Messages.RegisterFrameworkMessage;
import io.meseta.protocol.internal.Messages.ReregisterFrameworkMessage;
import io.meseta.protocol.internal.Messages.ResourceRequestMessage;
import io.meseta.protocol.internal.Messages.ReviveOffersMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import io.meseta.protocol.internal.Messages.SubmitSchedulerRequest;
import io.meseta.protocol.internal.Messages.UnregisterFrameworkMessage;
import io.meseta.runtime.libprocess.MessageRoutes;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * What the messages ask for by which drivers spoke before there was {@code scheduler.Call}, and
 * drivers in other languages still speak (Mesos reference §5.3, "Scheduler driver → master").
 */
final class DriverRequests {

  private static final int UUID_BYTES = 16;

  private DriverRequests() {}

  static MessageRoutes<DriverRequest> routes() {
    return new MessageRoutes<DriverRequest>()
        .add(RegisterFrameworkMessage.getDefaultInstance(), DriverRequests::register)
        .add(ReregisterFrameworkMessage.getDefaultInstance(), DriverRequests::reregister)
        .add(
            UnregisterFrameworkMessage.getDefaultInstance(),
            (_, message) -> carry(message.getFrameworkId(), new SchedulerCall.Teardown()))
        .add(
            DeactivateFrameworkMessage.getDefaultInstance(),
            (_, message) -> new DriverRequest.Deactivate(id(message.getFrameworkId())))
        .add(
            ResourceRequestMessage.getDefaultInstance(),
            (_, message) ->
                carry(
                    message.getFrameworkId(),
                    new SchedulerCall.Request(
                        Call.Request.newBuilder()
                            .addAllRequests(message.getRequestsList())
                            .build())))
        .add(LaunchTasksMessage.getDefaultInstance(), DriverRequests::launch)
        .add(ReviveOffersMessage.getDefaultInstance(), DriverRequests::revive)
        .add(KillTaskMessage.getDefaultInstance(), DriverRequests::kill)
        .add(StatusUpdateAcknowledgementMessage.getDefaultInstance(), DriverRequests::acknowledge)
        .add(FrameworkToExecutorMessage.getDefaultInstance(), DriverRequests::message)
        .add(ReconcileTasksMessage.getDefaultInstance(), DriverRequests::reconcile)
        .add(
            SubmitSchedulerRequest.getDefaultInstance(),
            (_, _) -> new DriverRequest.SubmitScheduler());
  }

  private static DriverRequest register(Pid from, RegisterFrameworkMessage message) {
    return message.getFramework().getId().getValue().isEmpty()
        ? subscribe(message.getFramework(), false)
        : new DriverRequest.Refuse("Registering with 'id' already set");
  }

  private static DriverRequest reregister(Pid from, ReregisterFrameworkMessage message) {
    return message.getFramework().getId().getValue().isEmpty()
        ? new DriverRequest.Refuse("Re-registering without an 'id'")
        : subscribe(message.getFramework(), message.getFailover());
  }

  private static DriverRequest subscribe(FrameworkInfo info, boolean force) {
    return new DriverRequest.Subscribe(
        Call.Subscribe.newBuilder().setFrameworkInfo(info).build(), force);
  }

  /** As Mesos: launching nothing is declining. */
  private static DriverRequest launch(Pid from, LaunchTasksMessage message) {
    if (message.getTasksCount() == 0) {
      return carry(
          message.getFrameworkId(),
          new SchedulerCall.Decline(
              Call.Decline.newBuilder()
                  .addAllOfferIds(message.getOfferIdsList())
                  .setFilters(message.getFilters())
                  .build()));
    }
    Operation launch =
        Operation.newBuilder()
            .setType(Operation.Type.LAUNCH)
            .setLaunch(Operation.Launch.newBuilder().addAllTaskInfos(message.getTasksList()))
            .build();
    return carry(
        message.getFrameworkId(),
        new SchedulerCall.Accept(
            Call.Accept.newBuilder()
                .addAllOfferIds(message.getOfferIdsList())
                .addOperations(launch)
                .setFilters(message.getFilters())
                .build()));
  }

  private static DriverRequest revive(Pid from, ReviveOffersMessage message) {
    return carry(
        message.getFrameworkId(),
        new SchedulerCall.Revive(
            Call.Revive.newBuilder().addAllRoles(message.getRolesList()).build()));
  }

  /** As Mesos: a kill policy is heeded in {@code scheduler.Call} only. */
  private static DriverRequest kill(Pid from, KillTaskMessage message) {
    return carry(
        message.getFrameworkId(),
        new SchedulerCall.Kill(Call.Kill.newBuilder().setTaskId(message.getTaskId()).build()));
  }

  private static DriverRequest acknowledge(Pid from, StatusUpdateAcknowledgementMessage message) {
    ByteString uuid = message.getUuid();
    return uuid.size() == UUID_BYTES
        ? carry(
            message.getFrameworkId(),
            new SchedulerCall.Acknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(message.getSlaveId())
                    .setTaskId(message.getTaskId())
                    .setUuid(uuid)
                    .build()))
        : new DriverRequest.Drop("a uuid has 16 bytes, and this one has " + uuid.size());
  }

  private static DriverRequest message(Pid from, FrameworkToExecutorMessage message) {
    return carry(
        message.getFrameworkId(),
        new SchedulerCall.Message(
            Call.Message.newBuilder()
                .setAgentId(message.getSlaveId())
                .setExecutorId(message.getExecutorId())
                .setData(message.getData())
                .build()));
  }

  private static DriverRequest reconcile(Pid from, ReconcileTasksMessage message) {
    Call.Reconcile.Builder body = Call.Reconcile.newBuilder();
    message
        .getStatusesList()
        .forEach(status -> {
          Call.Reconcile.Task.Builder task = body.addTasksBuilder().setTaskId(status.getTaskId());
          if (status.hasAgentId()) {
            task.setAgentId(status.getAgentId());
          }
        });
    return carry(message.getFrameworkId(), new SchedulerCall.Reconcile(body.build()));
  }

  private static DriverRequest carry(FrameworkID framework, SchedulerCall call) {
    return new DriverRequest.Carry(id(framework), call);
  }

  private static FrameworkId id(FrameworkID framework) {
    return new FrameworkId(framework.getValue());
  }
}
