package io.meseta.core.master.call;

import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskLaunch;
import io.meseta.core.master.tasks.TaskReports;
import io.meseta.core.master.tasks.TaskReports.Refusal;
import io.meseta.core.master.validate.TaskDemand;
import io.meseta.core.master.validate.TaskValidation;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Applies the operations of one ACCEPT to what was offered. */
final class Operations {

  private final Turn turn;
  private final Framework framework;
  private final Agent agent;
  private final String role;
  private Resources remaining;

  Operations(Turn turn, Framework framework, Agent agent, String role, Resources offered) {
    this.turn = turn;
    this.framework = framework;
    this.agent = agent;
    this.role = role;
    this.remaining = offered;
  }

  /** What no operation has used, allocated to the role. */
  Resources remaining() {
    return remaining;
  }

  void apply(Operation operation) {
    switch (operation.getType()) {
      case LAUNCH -> launch(operation);
      case LAUNCH_GROUP ->
          refuseTasks(
              turn,
              framework,
              operation,
              groupError("Task groups are not supported by this master"));
      case UNKNOWN -> {} // as Mesos: ignored
      case RESERVE,
          UNRESERVE,
          CREATE,
          DESTROY,
          GROW_VOLUME,
          SHRINK_VOLUME,
          CREATE_DISK,
          DESTROY_DISK ->
          drop(
              turn, framework, operation, operation.getType() + " is not supported by this master");
    }
  }

  private void launch(Operation operation) {
    List<TaskInfo> tasks = operation.getLaunch().getTaskInfosList();
    Optional<String> error =
        tasks.stream().flatMap(task -> invalidResources(task).stream()).findFirst();
    if (error.isEmpty() && operation.hasId()) {
      error = Optional.of("The `id` field cannot be set on LAUNCH operations");
    }
    if (error.isPresent()) {
      refuseTasks(turn, framework, operation, taskError(error.get()));
      return;
    }
    tasks.forEach(task -> launch(TaskCompletion.complete(task, framework.id(), role)));
  }

  private static Optional<String> invalidResources(TaskInfo task) {
    return ResourceValidation.validate(task.getResourcesList())
        .or(() -> ResourceValidation.validate(task.getExecutor().getResourcesList()));
  }

  private void launch(TaskInfo task) {
    TaskDemand demand = TaskDemand.of(task, framework, agent);
    Optional<String> error = TaskValidation.validate(task, demand, framework, agent, remaining);
    if (error.isPresent()) {
      TaskReports.refuse(turn, framework, task, taskError(error.get()));
      return;
    }
    remaining = remaining.minus(demand.total());
    TaskLaunch.launch(turn, framework, agent, task);
  }

  private static Refusal taskError(String message) {
    return new Refusal(TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_INVALID, message);
  }

  private static Refusal groupError(String message) {
    return new Refusal(TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_GROUP_INVALID, message);
  }

  /** Refuses an operation: its tasks are told one by one, anything else only if it has an id. */
  static void refuse(
      Turn turn, Framework framework, Operation operation, Refusal tasks, String message) {
    switch (operation.getType()) {
      case LAUNCH, LAUNCH_GROUP -> refuseTasks(turn, framework, operation, tasks);
      default -> drop(turn, framework, operation, message);
    }
  }

  private static void refuseTasks(
      Turn turn, Framework framework, Operation operation, Refusal refusal) {
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

  private static void drop(Turn turn, Framework framework, Operation operation, String message) {
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
