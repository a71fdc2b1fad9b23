package io.meseta.core.master.validate;

import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What can be wrong with a LAUNCH_GROUP operation (Mesos reference §10.11). */
public final class TaskGroupValidation {

  private static final double MIN_CPUS = 0.01;
  private static final long MIN_MEM_BYTES = 32L << 20;

  private TaskGroupValidation() {}

  /**
   * What is wrong with launching the group, or empty.
   *
   * @param launch with the executor in each task
   * @param demand what launching the group takes
   * @param available what is left of the accepted offers, allocated to their role
   */
  public static Optional<String> validate(
      Operation.LaunchGroup launch,
      TaskGroupDemand demand,
      Framework framework,
      Agent agent,
      Resources available) {
    List<TaskInfo> tasks = launch.getTaskGroup().getTasksList();
    ExecutorInfo executor = launch.getExecutor();
    return Checks.first(
        () -> validateTasks(tasks, demand, framework, agent),
        () -> ExecutorValidation.validate(executor, demand.executor(), framework, agent),
        () -> validateType(executor),
        () -> validateSame(tasks, executor),
        () -> validateMinimum(executor, demand.executor()),
        () -> validateTogether(launch, demand),
        () ->
            Checks.errorIf(
                !available.contains(demand.total()),
                "Total resources %s required by task group and its executor are more than available"
                        .formatted(demand.total())
                    + " "
                    + available),
        () -> validateCgroups(launch, framework, agent));
  }

  private static Optional<String> validateTasks(
      List<TaskInfo> tasks, TaskGroupDemand demand, Framework framework, Agent agent) {
    Set<String> ids = new HashSet<>();
    return IntStream.range(0, tasks.size())
        .boxed()
        .flatMap(i -> {
          TaskInfo task = tasks.get(i);
          TaskDemand own = new TaskDemand(demand.tasks().get(i), demand.executor(), false);
          return Checks.first(
              () -> TaskValidation.validateTask(task, own, framework, agent),
              () -> validateUnique(task, ids),
              () -> validateAsMember(task))
              .map(
                  error -> "Task '%s' is invalid: %s".formatted(task.getTaskId().getValue(), error))
              .stream();
        })
        .findFirst();
  }

  /** Two tasks of one id in one group bring a Mesos master to its end; here they are an error. */
  private static Optional<String> validateUnique(TaskInfo task, Set<String> ids) {
    String id = task.getTaskId().getValue();
    return Checks.errorIf(!ids.add(id), "Task has duplicate ID: " + id);
  }

  private static Optional<String> validateAsMember(TaskInfo task) {
    ContainerInfo container = task.getContainer();
    boolean probesNetwork =
        task.hasHealthCheck()
            && (task.getHealthCheck().getType() == HealthCheck.Type.HTTP
                || task.getHealthCheck().getType() == HealthCheck.Type.TCP);
    return Checks.first(
        () ->
            Checks.errorIf(
                container.getNetworkInfosCount() > 0 && probesNetwork,
                "HTTP and TCP health checks are not supported for nested containers not joining"
                    + " parent's network"),
        () ->
            Checks.errorIf(
                task.hasContainer() && container.getType() == ContainerInfo.Type.DOCKER,
                "Docker ContainerInfo is not supported on the task"),
        () ->
            Checks.errorIf(
                task.getLimitsCount() > 0
                    && (!container.hasLinuxInfo() || container.getLinuxInfo().getShareCgroups()),
                "Resource limits may only be set for tasks within a task group when the"
                    + " 'share_cgroups' field is set to 'false'."));
  }

  private static Optional<String> validateType(ExecutorInfo executor) {
    return Checks.first(
        () -> Checks.errorIf(!executor.hasType(), "'ExecutorInfo.type' must be set"),
        () ->
            Checks.errorIf(
                executor.getType() == ExecutorInfo.Type.UNKNOWN, "Unknown executor type"),
        () ->
            Checks.errorIf(
                executor.hasContainer()
                    && executor.getContainer().getType() == ContainerInfo.Type.DOCKER,
                "Docker ContainerInfo is not supported on the executor"));
  }

  private static Optional<String> validateSame(List<TaskInfo> tasks, ExecutorInfo executor) {
    return tasks.stream()
        .filter(task -> !task.getExecutor().equals(executor))
        .findFirst()
        .map(task ->
            "The `ExecutorInfo` of task '%s' is different from executor '%s'"
                .formatted(task.getTaskId().getValue(), executor.getExecutorId().getValue()));
  }

  private static Optional<String> validateMinimum(ExecutorInfo executor, Resources resources) {
    String name = "Executor '" + executor.getExecutorId().getValue() + "'";
    double cpus = resources.scalar("cpus");
    long mem = resources.scalarThousandths("mem") * (1L << 20) / 1000;
    return Checks.first(
        () ->
            Checks.errorIf(
                cpus < MIN_CPUS,
                "%s uses less CPUs (%s) than the minimum required (%s)"
                    .formatted(name, cpus == 0 ? "None" : PrintedNumber.of(cpus), MIN_CPUS)),
        () ->
            Checks.errorIf(
                mem < MIN_MEM_BYTES,
                "%s uses less memory (%s) than the minimum required (32MB)"
                    .formatted(name, mem == 0 ? "None" : bytes(mem))),
        () -> Checks.errorIf(resources.scalarThousandths("disk") == 0, name + " uses no disk"));
  }

  /** As Mesos prints bytes: in the largest unit that leaves no rest. */
  private static String bytes(long bytes) {
    String[] units = {"B", "KB", "MB", "GB"};
    long value = bytes;
    int unit = 0;
    while (unit + 1 < units.length && value % 1024 == 0) {
      value /= 1024;
      unit++;
    }
    return value + units[unit];
  }

  /** What can only be wrong with the tasks and their executor taken together. */
  private static Optional<String> validateTogether(
      Operation.LaunchGroup launch, TaskGroupDemand demand) {
    List<Resource> all = new ArrayList<>(launch.getExecutor().getResourcesList());
    launch.getTaskGroup().getTasksList().forEach(task -> all.addAll(task.getResourcesList()));
    Resources total = Resources.sum(demand.tasks()).plus(demand.executor());
    return Checks.first(
        () ->
            UsedResourcesValidation.validateUniqueVolumes(all)
                .map(error -> "Task group and executor use duplicate persistence ID: " + error),
        () ->
            UsedResourcesValidation.validateRevocable(total)
                .map(error ->
                    "Task group and executor mix revocable and non-revocable resources: " + error),
        () ->
            Checks.errorIf(
                anyOverlap(demand),
                "There are overlapping resources in the task group's task resources %s and/or"
                        .formatted(demand.tasks())
                    + " executor resources "
                    + demand.executor()));
  }

  private static boolean anyOverlap(TaskGroupDemand demand) {
    Resources before = demand.executor();
    for (Resources task : demand.tasks()) {
      if (before.overlaps(task)) {
        return true;
      }
      before = before.plus(task);
    }
    return false;
  }

  private static Optional<String> validateCgroups(
      Operation.LaunchGroup launch, Framework framework, Agent agent) {
    ContainerInfo.Builder executor = launch.getExecutor().getContainer().toBuilder();
    boolean executorShares =
        executor.getLinuxInfo().hasShareCgroups() && executor.getLinuxInfo().getShareCgroups();
    Stream<ContainerInfo> ofGroup =
        launch.getTaskGroup().getTasksList().stream().map(TaskInfo::getContainer);
    Stream<ContainerInfo> ofOthers = containersOn(launch.getExecutor(), framework, agent);
    return Checks.first(
        () ->
            Checks.errorIf(
                executorShares,
                "The 'share_cgroups' field cannot be set to 'true' on executor containers"),
        () ->
            Checks.errorIf(
                Stream.concat(ofGroup, ofOthers)
                        .map(TaskGroupValidation::sharesCgroups)
                        .distinct()
                        .count()
                    > 1,
                "If set, the value of 'share_cgroups' must be the same for all tasks in each task"
                    + " group and under a single executor"));
  }

  private static boolean sharesCgroups(ContainerInfo container) {
    return !container.getLinuxInfo().hasShareCgroups()
        || container.getLinuxInfo().getShareCgroups();
  }

  private static Stream<ContainerInfo> containersOn(
      ExecutorInfo executor, Framework framework, Agent agent) {
    if (!agent.hasExecutor(framework.id(), Ids.of(executor.getExecutorId()))) {
      return Stream.empty();
    }
    return Stream.of(agent.tasks(), framework.unreachableTasks())
        .flatMap(tasks -> StreamSupport.stream(tasks.spliterator(), false))
        .filter(task -> task.framework().equals(framework.id()) && task.agent().equals(agent.id()))
        .map(LiveTask::toProtobuf)
        .filter(task -> task.getExecutorId().equals(executor.getExecutorId()))
        .map(Task::getContainer);
  }
}
