package io.meseta.e2e.libprocess;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.LaunchTasksMessage;
import io.meseta.protocol.internal.Messages.ReconcileTasksMessage;
import io.meseta.protocol.internal.Messages.RegisterFrameworkMessage;
import io.meseta.protocol.internal.Messages.ReregisterFrameworkMessage;
import io.meseta.protocol.internal.Messages.ReviveOffersMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import io.meseta.protocol.internal.Messages.UnregisterFrameworkMessage;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** One message per request, as before Mesos 0.23 and in the Go driver to this day. */
final class OldStyle implements DriverStyle {

  @Override
  public Message register(FrameworkInfo info) {
    return RegisterFrameworkMessage.newBuilder().setFramework(info).build();
  }

  @Override
  public Message reregister(FrameworkInfo info, boolean failover) {
    return ReregisterFrameworkMessage.newBuilder().setFramework(info).setFailover(failover).build();
  }

  @Override
  public Message launch(FrameworkID framework, OfferID offer, TaskInfo... tasks) {
    return LaunchTasksMessage.newBuilder()
        .setFrameworkId(framework)
        .addOfferIds(offer)
        .addAllTasks(List.of(tasks))
        .setFilters(Filters.newBuilder().setRefuseSeconds(1))
        .build();
  }

  @Override
  public Message kill(FrameworkID framework, TaskID task) {
    return KillTaskMessage.newBuilder().setFrameworkId(framework).setTaskId(task).build();
  }

  @Override
  public Message acknowledge(StatusUpdate update) {
    return StatusUpdateAcknowledgementMessage.newBuilder()
        .setSlaveId(update.getSlaveId())
        .setFrameworkId(update.getFrameworkId())
        .setTaskId(update.getStatus().getTaskId())
        .setUuid(update.getUuid())
        .build();
  }

  @Override
  public Message reconcile(FrameworkID framework, String... tasks) {
    ReconcileTasksMessage.Builder message =
        ReconcileTasksMessage.newBuilder().setFrameworkId(framework);
    for (String task : tasks) {
      message.addStatuses(
          TaskStatus.newBuilder()
              .setTaskId(DriverClient.task(task))
              .setState(TaskState.TASK_RUNNING));
    }
    return message.build();
  }

  @Override
  public Message revive(FrameworkID framework) {
    return ReviveOffersMessage.newBuilder().setFrameworkId(framework).build();
  }

  @Override
  public Message message(FrameworkID framework, AgentID agent, String executor, ByteString data) {
    return FrameworkToExecutorMessage.newBuilder()
        .setFrameworkId(framework)
        .setSlaveId(agent)
        .setExecutorId(ExecutorID.newBuilder().setValue(executor))
        .setData(data)
        .build();
  }

  @Override
  public Message unregister(FrameworkID framework) {
    return UnregisterFrameworkMessage.newBuilder().setFrameworkId(framework).build();
  }
}
