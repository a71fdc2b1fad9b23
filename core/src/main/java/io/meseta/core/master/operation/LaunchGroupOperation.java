package io.meseta.core.master.operation;

import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskGroupLaunch;
import io.meseta.core.master.tasks.TaskReports.Refusal;
import io.meseta.core.master.validate.TaskGroupDemand;
import io.meseta.core.master.validate.TaskGroupValidation;
import io.meseta.core.resource.ResourceValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * LAUNCH_GROUP: tasks that start together on one executor, or not at all (Mesos reference §10.11).
 *
 * <p>A group without tasks is ignored. Mesos ignores it too, but counts the executor as launched
 * and its resources as used for ever, and then loses the tasks of the next group.
 */
final class LaunchGroupOperation {

  private LaunchGroupOperation() {}

  static void apply(Turn turn, AcceptedResources accepted, Operation operation) {
    if (operation.getLaunchGroup().getTaskGroup().getTasksCount() == 0) {
      return;
    }
    Optional<String> error =
        invalidResources(operation.getLaunchGroup())
            .or(() -> invalidId(operation))
            .or(() -> launch(turn, accepted, complete(operation.getLaunchGroup(), accepted)));
    error.ifPresent(message ->
        OfferOperations.refuseTasks(
            turn,
            accepted.framework(),
            operation,
            new Refusal(
                TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_GROUP_INVALID, message)));
  }

  private static Optional<String> launch(
      Turn turn, AcceptedResources accepted, Operation.LaunchGroup launch) {
    TaskGroupDemand demand = TaskGroupDemand.of(launch, accepted.framework(), accepted.agent());
    Optional<String> error =
        TaskGroupValidation.validate(
            launch, demand, accepted.framework(), accepted.agent(), accepted.remaining());
    if (error.isEmpty()) {
      accepted.use(demand.total());
      TaskGroupLaunch.launch(turn, accepted.framework(), accepted.agent(), launch);
    }
    return error;
  }

  private static Optional<String> invalidResources(Operation.LaunchGroup launch) {
    List<List<Resource>> lists = new ArrayList<>();
    lists.add(launch.getExecutor().getResourcesList());
    for (TaskInfo task : launch.getTaskGroup().getTasksList()) {
      lists.add(task.getResourcesList());
      lists.add(task.getExecutor().getResourcesList());
    }
    return lists.stream()
        .flatMap(resources -> ResourceValidation.validate(resources).stream())
        .findFirst();
  }

  private static Optional<String> invalidId(Operation operation) {
    return operation.hasId()
        ? Optional.of("The `id` field cannot be set on LAUNCH_GROUP operations")
        : Optional.empty();
  }

  /** As Mesos: the executor stands in every task as well, and must name its framework itself. */
  private static Operation.LaunchGroup complete(
      Operation.LaunchGroup launch, AcceptedResources accepted) {
    ExecutorInfo executor = TaskCompletion.allocated(launch.getExecutor(), accepted.role());
    Operation.LaunchGroup.Builder complete = launch.toBuilder().setExecutor(executor);
    complete.getTaskGroupBuilder().clearTasks();
    for (TaskInfo task : launch.getTaskGroup().getTasksList()) {
      TaskInfo.Builder own = TaskCompletion.complete(task, accepted).toBuilder();
      own.setExecutor(
          task.hasExecutor()
              ? TaskCompletion.allocated(task.getExecutor(), accepted.role())
              : executor);
      complete.getTaskGroupBuilder().addTasks(own);
    }
    return complete.build();
  }
}
