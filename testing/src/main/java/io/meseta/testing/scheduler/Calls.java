package io.meseta.testing.scheduler;

import com.google.protobuf.ByteString;
import io.meseta.core.master.SchedulerCall;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Scheduler calls in as few words as possible. */
public final class Calls {

  private Calls() {}

  /** Launches tasks on an offer; those of a default executor as a group. */
  public static SchedulerCall accept(OfferID offer, List<TaskInfo> tasks, double refuseSeconds) {
    Call.Accept.Builder accept =
        Call.Accept.newBuilder().addOfferIds(offer).setFilters(filters(refuseSeconds));
    if (!tasks.isEmpty()) {
      accept.addOperations(launch(tasks));
    }
    return new SchedulerCall.Accept(accept.build());
  }

  /** Changes what is offered. */
  public static SchedulerCall operate(
      OfferID offer, List<Offer.Operation> operations, double refuseSeconds) {
    return new SchedulerCall.Accept(
        Call.Accept.newBuilder()
            .addOfferIds(offer)
            .setFilters(filters(refuseSeconds))
            .addAllOperations(operations)
            .build());
  }

  private static Offer.Operation.Builder launch(List<TaskInfo> tasks) {
    ExecutorInfo executor = tasks.get(0).getExecutor();
    if (executor.getType() != ExecutorInfo.Type.DEFAULT) {
      return Offer.Operation.newBuilder()
          .setType(Offer.Operation.Type.LAUNCH)
          .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(tasks));
    }
    return Offer.Operation.newBuilder()
        .setType(Offer.Operation.Type.LAUNCH_GROUP)
        .setLaunchGroup(
            Offer.Operation.LaunchGroup.newBuilder()
                .setExecutor(executor)
                .setTaskGroup(TaskGroupInfo.newBuilder().addAllTasks(tasks)));
  }

  /** Gives an offer back. */
  public static SchedulerCall decline(OfferID offer, double refuseSeconds) {
    return new SchedulerCall.Decline(
        Call.Decline.newBuilder().addOfferIds(offer).setFilters(filters(refuseSeconds)).build());
  }

  private static Filters filters(double refuseSeconds) {
    return Filters.newBuilder().setRefuseSeconds(refuseSeconds).build();
  }

  /** Confirms a status. */
  public static SchedulerCall acknowledge(TaskStatus status) {
    return acknowledge(status.getAgentId(), status.getTaskId(), status.getUuid());
  }

  /** Confirms a status of which only this is known. */
  public static SchedulerCall acknowledge(AgentID agent, TaskID task, ByteString uuid) {
    return new SchedulerCall.Acknowledge(
        Call.Acknowledge.newBuilder().setAgentId(agent).setTaskId(task).setUuid(uuid).build());
  }

  /** Confirms the status of an operation. */
  public static SchedulerCall acknowledge(OperationStatus status) {
    return new SchedulerCall.AcknowledgeOperationStatus(
        Call.AcknowledgeOperationStatus.newBuilder()
            .setAgentId(status.getAgentId())
            .setUuid(status.getUuid().getValue())
            .setOperationId(status.getOperationId())
            .build());
  }

  /** Kills a task. */
  public static SchedulerCall kill(TaskInfo task) {
    return new SchedulerCall.Kill(
        Call.Kill.newBuilder().setTaskId(task.getTaskId()).setAgentId(task.getAgentId()).build());
  }

  /** Asks for the state of tasks, or of all if none is given. */
  public static SchedulerCall reconcile(List<TaskInfo> tasks) {
    Call.Reconcile.Builder reconcile = Call.Reconcile.newBuilder();
    for (TaskInfo task : tasks) {
      reconcile.addTasks(
          Call.Reconcile.Task.newBuilder()
              .setTaskId(task.getTaskId())
              .setAgentId(task.getAgentId()));
    }
    return new SchedulerCall.Reconcile(reconcile.build());
  }

  /** No offers for now. */
  public static SchedulerCall suppress() {
    return new SchedulerCall.Suppress(Call.Suppress.getDefaultInstance());
  }

  /** Offers again. */
  public static SchedulerCall revive() {
    return new SchedulerCall.Revive(Call.Revive.getDefaultInstance());
  }
}
