package io.meseta.core.master.operation;

import io.meseta.core.FrameworkId;
import io.meseta.core.master.message.Ids;
import io.meseta.core.resource.ReservationFormat;
import java.util.List;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Fills in what frameworks may leave out of a task (Mesos reference §1.6). */
final class TaskCompletion {

  private TaskCompletion() {}

  static TaskInfo complete(TaskInfo task, AcceptedResources accepted) {
    return complete(task, accepted.framework().id(), accepted.role());
  }

  private static TaskInfo complete(TaskInfo task, FrameworkId framework, String role) {
    TaskInfo.Builder builder =
        task.toBuilder().clearResources().addAllResources(complete(task.getResourcesList(), role));
    if (task.hasExecutor()) {
      builder.setExecutor(complete(task.getExecutor(), framework, role));
    }
    if (task.hasHealthCheck() && !task.getHealthCheck().hasType()) {
      builder.setHealthCheck(complete(task.getHealthCheck()));
    }
    return builder.build();
  }

  private static ExecutorInfo complete(ExecutorInfo executor, FrameworkId framework, String role) {
    ExecutorInfo allocated = allocated(executor, role);
    return executor.hasFrameworkId()
        ? allocated
        : allocated.toBuilder().setFrameworkId(Ids.toProtobuf(framework)).build();
  }

  /** The executor with resources that are allocated to a role. */
  static ExecutorInfo allocated(ExecutorInfo executor, String role) {
    return executor.toBuilder()
        .clearResources()
        .addAllResources(complete(executor.getResourcesList(), role))
        .build();
  }

  private static List<Resource> complete(List<Resource> resources, String role) {
    return resources.stream()
        .map(resource -> allocated(ReservationFormat.refine(resource), role))
        .toList();
  }

  /** The resource, allocated to the role unless it is to another. */
  static Resource allocated(Resource resource, String role) {
    return resource.hasAllocationInfo()
        ? resource
        : resource.toBuilder().setAllocationInfo(AllocationInfo.newBuilder().setRole(role)).build();
  }

  /** As Mesos: frameworks of long ago did not say of which type a health check is. */
  private static HealthCheck complete(HealthCheck check) {
    if (check.hasCommand() == check.hasHttp()) {
      return check;
    }
    return check.toBuilder()
        .setType(check.hasCommand() ? HealthCheck.Type.COMMAND : HealthCheck.Type.HTTP)
        .build();
  }
}
