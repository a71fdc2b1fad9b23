package io.meseta.core.agent.launch;

import io.meseta.core.ExecutorId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import java.util.List;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * A task and the executor that is to run it, in the formats that the agent works with.
 *
 * @param executor the one of the task, or the one that stands for its command
 * @param isCommandTask whether the agent made up the executor
 * @param launchesExecutor whether the master believes that the executor has to be started
 */
public record Assignment(
    TaskInfo task, ExecutorInfo executor, boolean isCommandTask, boolean launchesExecutor) {

  /** The task of the message. */
  public static Assignment of(RunTaskMessage message, FrameworkInfo framework) {
    TaskInfo.Builder task = message.getTask().toBuilder();
    List<Resource> resources = prepared(task.getResourcesList(), framework);
    task.clearResources().addAllResources(resources);
    if (task.hasExecutor()) {
      task.setExecutor(prepared(task.getExecutor(), framework));
    }
    TaskInfo prepared = task.build();
    ExecutorInfo executor =
        prepared.hasExecutor()
            ? prepared.getExecutor()
            : CommandExecutorInfo.of(prepared, framework.getId());
    return new Assignment(prepared, executor, !prepared.hasExecutor(), message.getLaunchExecutor());
  }

  /** The tasks of the message, which go together. */
  public static List<Assignment> of(RunTaskGroupMessage message, FrameworkInfo framework) {
    ExecutorInfo executor = prepared(message.getExecutor(), framework);
    return message.getTaskGroup().getTasksList().stream()
        .map(task -> {
          List<Resource> resources = prepared(task.getResourcesList(), framework);
          TaskInfo prepared =
              task.toBuilder()
                  .clearResources()
                  .addAllResources(resources)
                  .setExecutor(executor)
                  .build();
          return new Assignment(prepared, executor, false, message.getLaunchExecutor());
        })
        .toList();
  }

  private static ExecutorInfo prepared(ExecutorInfo executor, FrameworkInfo framework) {
    ExecutorInfo.Builder prepared = executor.toBuilder();
    if (!executor.hasFrameworkId()) {
      prepared.setFrameworkId(framework.getId());
    }
    List<Resource> resources = prepared(executor.getResourcesList(), framework);
    return prepared.clearResources().addAllResources(resources).build();
  }

  /** Old masters do not say to which role resources are allocated; then there is just one. */
  private static List<Resource> prepared(List<Resource> resources, FrameworkInfo framework) {
    return resources.stream()
        .map(ReservationFormat::refine)
        .map(resource -> allocated(resource, framework))
        .toList();
  }

  private static Resource allocated(Resource resource, FrameworkInfo framework) {
    if (resource.hasAllocationInfo()) {
      return resource;
    }
    boolean multiRole =
        framework.getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == Capability.Type.MULTI_ROLE);
    String role =
        multiRole && framework.getRolesCount() > 0 ? framework.getRoles(0) : framework.getRole();
    return resource.toBuilder()
        .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role))
        .build();
  }

  /** Its name. */
  public TaskId taskId() {
    return Wire.task(task.getTaskId());
  }

  /** The executor it is for. */
  public ExecutorId executorId() {
    return Wire.executor(executor.getExecutorId());
  }
}
