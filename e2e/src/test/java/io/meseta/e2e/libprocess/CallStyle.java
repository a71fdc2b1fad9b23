package io.meseta.e2e.libprocess;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.mesos.scheduler.Protos;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Call.Type;

/** {@code mesos.scheduler.Call}, as libmesos and all that link it. */
final class CallStyle implements DriverStyle {

  @Override
  public Message register(FrameworkInfo info) {
    return subscribe(info, false);
  }

  @Override
  public Message reregister(FrameworkInfo info, boolean failover) {
    return subscribe(info, failover);
  }

  /** The field {@code force} is there in v0 only, and moves the others. */
  private static Message subscribe(FrameworkInfo info, boolean force) {
    try {
      Protos.Call.Builder call =
          Protos.Call.newBuilder()
              .setType(Protos.Call.Type.SUBSCRIBE)
              .setSubscribe(
                  Protos.Call.Subscribe.newBuilder()
                      .setFrameworkInfo(
                          org.apache.mesos.Protos.FrameworkInfo.parseFrom(info.toByteArray()))
                      .setForce(force));
      if (info.hasId()) {
        call.setFrameworkId(
            org.apache.mesos.Protos.FrameworkID.newBuilder().setValue(info.getId().getValue()));
      }
      return call.build();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Message launch(FrameworkID framework, OfferID offer, TaskInfo... tasks) {
    Filters filters = Filters.newBuilder().setRefuseSeconds(1).build();
    if (tasks.length == 0) {
      return v0(
          call(framework, Type.DECLINE)
              .setDecline(Call.Decline.newBuilder().addOfferIds(offer).setFilters(filters)));
    }
    return v0(
        call(framework, Type.ACCEPT)
            .setAccept(
                Call.Accept.newBuilder()
                    .addOfferIds(offer)
                    .addOperations(
                        Operation.newBuilder()
                            .setType(Operation.Type.LAUNCH)
                            .setLaunch(
                                Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks))))
                    .setFilters(filters)));
  }

  @Override
  public Message kill(FrameworkID framework, TaskID task) {
    return v0(call(framework, Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task)));
  }

  @Override
  public Message acknowledge(StatusUpdate update) {
    return v0(
        call(update.getFrameworkId(), Type.ACKNOWLEDGE)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(update.getSlaveId())
                    .setTaskId(update.getStatus().getTaskId())
                    .setUuid(update.getUuid())));
  }

  @Override
  public Message reconcile(FrameworkID framework, String... tasks) {
    Call.Reconcile.Builder body = Call.Reconcile.newBuilder();
    for (String task : tasks) {
      body.addTasks(Call.Reconcile.Task.newBuilder().setTaskId(DriverClient.task(task)));
    }
    return v0(call(framework, Type.RECONCILE).setReconcile(body));
  }

  @Override
  public Message revive(FrameworkID framework) {
    return v0(call(framework, Type.REVIVE));
  }

  @Override
  public Message message(FrameworkID framework, AgentID agent, String executor, ByteString data) {
    return v0(
        call(framework, Type.MESSAGE)
            .setMessage(
                Call.Message.newBuilder()
                    .setAgentId(agent)
                    .setExecutorId(ExecutorID.newBuilder().setValue(executor))
                    .setData(data)));
  }

  @Override
  public Message unregister(FrameworkID framework) {
    return v0(call(framework, Type.TEARDOWN));
  }

  private static Call.Builder call(FrameworkID framework, Type type) {
    return Call.newBuilder().setFrameworkId(framework).setType(type);
  }

  private static Message v0(Call.Builder call) {
    try {
      return Protos.Call.parseFrom(call.build().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
