package io.meseta.core.master.operation;

import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskLaunch;
import io.meseta.core.master.tasks.TaskReports;
import io.meseta.core.master.tasks.TaskReports.Refusal;
import io.meseta.core.master.validate.TaskDemand;
import io.meseta.core.master.validate.TaskValidation;
import io.meseta.core.resource.ResourceValidation;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** LAUNCH: each task by itself, valid or not (Mesos reference §10.9). */
final class LaunchOperation {

  private LaunchOperation() {}

  static void apply(Turn turn, AcceptedResources accepted, Operation operation) {
    Optional<String> error = validate(operation);
    if (error.isPresent()) {
      OfferOperations.refuseTasks(turn, accepted.framework(), operation, invalidTask(error.get()));
      return;
    }
    operation
        .getLaunch()
        .getTaskInfosList()
        .forEach(task -> launch(turn, accepted, TaskCompletion.complete(task, accepted)));
  }

  private static Optional<String> validate(Operation operation) {
    return operation.getLaunch().getTaskInfosList().stream()
        .flatMap(task -> invalidResources(task).stream())
        .findFirst()
        .or(() ->
            operation.hasId()
                ? Optional.of("The `id` field cannot be set on LAUNCH operations")
                : Optional.empty());
  }

  private static Optional<String> invalidResources(TaskInfo task) {
    return ResourceValidation.validate(task.getResourcesList())
        .or(() -> ResourceValidation.validate(task.getExecutor().getResourcesList()));
  }

  private static void launch(Turn turn, AcceptedResources accepted, TaskInfo task) {
    TaskDemand demand = TaskDemand.of(task, accepted.framework(), accepted.agent());
    Optional<String> error =
        TaskValidation.validate(
            task, demand, accepted.framework(), accepted.agent(), accepted.available());
    if (error.isPresent()) {
      TaskReports.refuse(turn, accepted.framework(), task, invalidTask(error.get()));
      return;
    }
    accepted.use(demand.total());
    TaskLaunch.launch(turn, accepted.framework(), accepted.agent(), task);
  }

  private static Refusal invalidTask(String message) {
    return new Refusal(TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_INVALID, message);
  }
}
