package io.meseta.core.master.operation;

import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskReports.Refusal;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** LAUNCH_GROUP: all tasks or none (Mesos reference §10.11). */
final class LaunchGroupOperation {

  private LaunchGroupOperation() {}

  static void apply(Turn turn, AcceptedResources accepted, Operation operation) {
    OfferOperations.refuseTasks(
        turn,
        accepted.framework(),
        operation,
        new Refusal(
            TaskState.TASK_ERROR,
            TaskStatus.Reason.REASON_TASK_GROUP_INVALID,
            "Task groups are not supported by this master"));
  }
}
