package io.meseta.core.master.operation;

import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskReports;
import io.meseta.core.master.tasks.TaskReports.Refusal;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;

/** Which class carries which operation out, and what is said of those that nobody carries out. */
public final class OfferOperations {

  private OfferOperations() {}

  /** Carries the operation out, or refuses it; the next one is attempted in either case. */
  public static void apply(Turn turn, AcceptedResources accepted, Operation operation) {
    switch (operation.getType()) {
      case LAUNCH -> LaunchOperation.apply(turn, accepted, operation);
      case LAUNCH_GROUP -> LaunchGroupOperation.apply(turn, accepted, operation);
      case UNKNOWN -> {} // as Mesos: ignored
      case RESERVE,
          UNRESERVE,
          CREATE,
          DESTROY,
          GROW_VOLUME,
          SHRINK_VOLUME,
          CREATE_DISK,
          DESTROY_DISK ->
          ResourceOperation.apply(turn, accepted, operation);
    }
  }

  /**
   * Refuses an operation: its tasks are told one by one, anything else only if it has an id.
   *
   * @param tasks what is said of tasks
   * @param message what is said of anything else
   */
  public static void refuse(
      Turn turn, Framework framework, Operation operation, Refusal tasks, String message) {
    switch (operation.getType()) {
      case LAUNCH, LAUNCH_GROUP -> refuseTasks(turn, framework, operation, tasks);
      default -> drop(turn, framework, operation, message);
    }
  }

  /** Refuses all tasks of the operation for the same reason. */
  static void refuseTasks(Turn turn, Framework framework, Operation operation, Refusal refusal) {
    operation
        .getLaunch()
        .getTaskInfosList()
        .forEach(task -> TaskReports.refuse(turn, framework, task, refusal));
    operation
        .getLaunchGroup()
        .getTaskGroup()
        .getTasksList()
        .forEach(task -> TaskReports.refuse(turn, framework, task, refusal));
  }

  /** Refuses an operation that launches nothing: whoever named it is told why. */
  static void drop(Turn turn, Framework framework, Operation operation, String message) {
    if (operation.hasId()) {
      turn.send(
          framework,
          SchedulerEvents.update(
              OperationStatus.newBuilder()
                  .setOperationId(operation.getId())
                  .setState(OperationState.OPERATION_ERROR)
                  .setMessage(message)
                  .build()));
    }
  }
}
