package io.meseta.core.master.validate;

import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What can be wrong with a task of a LAUNCH operation (Mesos reference §10.9). */
public final class TaskValidation {

  private TaskValidation() {}

  /**
   * What is wrong with launching the task, or empty.
   *
   * @param demand what launching the task takes
   * @param available what is left of the accepted offers, allocated to their role
   */
  public static Optional<String> validate(
      TaskInfo task, TaskDemand demand, Framework framework, Agent agent, Resources available) {
    return Checks.first(
        () -> validateTask(task, demand, framework, agent),
        () -> validateExecutor(task, demand, framework, agent),
        () -> validateTotal(task, demand, available),
        () -> validateCgroups(task));
  }

  /** What is wrong with the task itself, wherever its executor comes from. */
  static Optional<String> validateTask(
      TaskInfo task, TaskDemand demand, Framework framework, Agent agent) {
    return Checks.first(
        () -> validateIdentity(task, framework, agent),
        () -> validateDescription(task, demand),
        () -> validateLimits(task, demand, agent));
  }

  private static Optional<String> validateIdentity(
      TaskInfo task, Framework framework, Agent agent) {
    String id = task.getTaskId().getValue();
    return Checks.first(
        () -> IdValidation.validate(id),
        () ->
            Checks.errorIf(
                framework.task(Ids.of(task.getTaskId())).isPresent(),
                "Task has duplicate ID: " + id),
        () ->
            Checks.errorIf(
                framework.isUnreachable(Ids.of(task.getTaskId())),
                "Task reuses the ID of an unreachable task: " + id),
        () ->
            Checks.errorIf(
                !task.getAgentId().getValue().equals(agent.id().value()),
                "Task uses invalid agent %s while agent %s is expected"
                    .formatted(task.getAgentId().getValue(), agent.id())));
  }

  private static Optional<String> validateDescription(TaskInfo task, TaskDemand demand) {
    return Checks.first(
        () ->
            Checks.errorIf(
                task.getKillPolicy().getGracePeriod().getNanoseconds() < 0,
                "Task's 'kill_policy.grace_period' must be non-negative"),
        () ->
            Checks.errorIf(
                task.getMaxCompletionTime().getNanoseconds() < 0,
                "Task's `max_completion_time` must be non-negative"),
        () ->
            task.hasCheck()
                ? CheckValidation.validate(task.getCheck())
                    .map(error -> "Task uses invalid check: " + error)
                : Optional.empty(),
        () ->
            task.hasHealthCheck()
                ? CheckValidation.validate(task.getHealthCheck())
                    .map(error -> "Task uses invalid health check: " + error)
                : Optional.empty(),
        () -> Checks.errorIf(task.getResourcesCount() == 0, "Task uses no resources"),
        () -> UsedResourcesValidation.validate(task.getResourcesList(), demand.own(), "Task"),
        () ->
            CommandValidation.validate(task.getCommand())
                .map(error -> "Task's `CommandInfo` is invalid: " + error),
        () ->
            task.hasContainer()
                ? ContainerValidation.validate(task.getContainer())
                    .map(error -> "Task's `ContainerInfo` is invalid: " + error)
                : Optional.empty());
  }

  private static Optional<String> validateLimits(TaskInfo task, TaskDemand demand, Agent agent) {
    if (task.getLimitsCount() == 0) {
      return Optional.empty();
    }
    return Checks.first(
        () ->
            Checks.errorIf(
                !agent.has(AgentInfo.Capability.Type.TASK_RESOURCE_LIMITS),
                "Agent is not capable of handling task resource limits"),
        () ->
            Checks.errorIf(
                !List.of("cpus", "mem").containsAll(task.getLimitsMap().keySet()),
                "Only cpus and mem may be included in a task's resource limits"),
        () -> validateLimit(task, demand.own(), "cpus", "CPU", "cpu"),
        () -> validateLimit(task, demand.own(), "mem", "memory", "memory"));
  }

  private static Optional<String> validateLimit(
      TaskInfo task, Resources requested, String name, String title, String plain) {
    if (!task.containsLimits(name)) {
      return Optional.empty();
    }
    if (!requested.names().contains(name)) {
      return Optional.of(
          "When a %s limit is specified, a %s request must also be specified"
              .formatted(title, title));
    }
    return Checks.errorIf(
        task.getLimitsOrThrow(name).getValue() < requested.scalar(name),
        "The %s limit must be greater than or equal to the %s request".formatted(plain, plain));
  }

  private static Optional<String> validateExecutor(
      TaskInfo task, TaskDemand demand, Framework framework, Agent agent) {
    if (task.hasExecutor() == task.hasCommand()) {
      return Optional.of(
          "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
    }
    if (!task.hasExecutor()) {
      return Optional.empty();
    }
    ExecutorInfo executor = task.getExecutor();
    Resources resources = demand.executor();
    return Checks.first(
        () -> ExecutorValidation.validate(executor, resources, framework, agent),
        () ->
            Checks.errorIf(
                executor.hasType() && executor.getType() != ExecutorInfo.Type.CUSTOM,
                "'ExecutorInfo.type' must be 'CUSTOM'"),
        () -> Checks.errorIf(!executor.hasCommand(), "'ExecutorInfo.command' must be set"),
        () ->
            Checks.errorIf(
                !resources.shared().isEmpty(),
                "Executor resources " + resources + " should not contain any shared resources"),
        () ->
            Checks.errorIf(
                executor.getContainer().getLinuxInfo().getShareCgroups()
                    && executor.getContainer().getLinuxInfo().hasShareCgroups(),
                "The 'share_cgroups' field cannot be set to 'true' on executor containers"));
  }

  private static Optional<String> validateTotal(
      TaskInfo task, TaskDemand demand, Resources available) {
    return Checks.first(
        () -> task.hasExecutor() ? validateBoth(task, demand) : Optional.empty(),
        () ->
            available.contains(demand.total())
                ? Optional.empty()
                : Optional.of(
                    "Total resources %s required by task and its executor is more than available %s"
                        .formatted(demand.total(), available)));
  }

  /** What can only be wrong with a task and its executor taken together. */
  private static Optional<String> validateBoth(TaskInfo task, TaskDemand demand) {
    List<Resource> both = new ArrayList<>(task.getResourcesList());
    both.addAll(task.getExecutor().getResourcesList());
    return Checks.first(
        () ->
            Checks.errorIf(
                demand.own().overlaps(demand.executor()),
                "There are overlapping resources in the task resources %s and executor resources %s"
                    .formatted(demand.own(), demand.executor())),
        () ->
            UsedResourcesValidation.validateUniqueVolumes(both)
                .map(e -> "Task and its executor use duplicate persistence ID: " + e),
        () ->
            UsedResourcesValidation.validateRevocable(demand.own().plus(demand.executor()))
                .map(e -> "Task and its executor mix revocable and non-revocable resources: " + e));
  }

  private static Optional<String> validateCgroups(TaskInfo task) {
    ContainerInfo container = task.getContainer();
    return Checks.errorIf(
        container.getLinuxInfo().hasShareCgroups() && !container.getLinuxInfo().getShareCgroups(),
        "Only tasks in a task group may have 'share_cgroups' set to 'false'");
  }
}
