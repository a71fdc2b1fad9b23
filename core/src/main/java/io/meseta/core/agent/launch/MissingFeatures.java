package io.meseta.core.agent.launch;

import io.meseta.core.agent.launch.Refusal.Consequence;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.LinuxInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.Volume;

/**
 * What a task may ask for in Mesos and cannot have from this agent yet. A task that asks for it is
 * refused by name: run without it, it would not be the task that the framework meant.
 */
public final class MissingFeatures {

  private MissingFeatures() {}

  static Optional<Refusal> find(Assignment assignment) {
    return missing(assignment.task())
        .or(() -> missing(assignment.executor()))
        .or(() -> missingVolumes(assignment))
        .map(MissingFeatures::refusal);
  }

  static Refusal refusal(String feature) {
    return new Refusal(
        Reason.REASON_TASK_INVALID,
        "This agent does not support " + feature + " yet",
        Consequence.TASK_IS_WRONG);
  }

  /** The tasks of a pod can share directories; there are no other volumes. */
  private static Optional<String> missingVolumes(Assignment assignment) {
    List<Volume> volumes = assignment.task().getContainer().getVolumesList();
    boolean inPod = assignment.executor().getType() == ExecutorInfo.Type.DEFAULT;
    boolean can = volumes.isEmpty() || inPod && volumes.stream().allMatch(SandboxVolumes::isOne);
    return can && assignment.executor().getContainer().getVolumesCount() == 0
        ? Optional.empty()
        : Optional.of("volumes (ContainerInfo.volumes)");
  }

  private static Optional<String> missing(TaskInfo task) {
    return missing(task.getContainer()).or(() -> missing(task.getCommand()));
  }

  private static Optional<String> missing(ExecutorInfo executor) {
    return missing(executor.getContainer()).or(() -> missing(executor.getCommand()));
  }

  private static Optional<String> missing(CommandInfo command) {
    boolean secrets =
        command.getEnvironment().getVariablesList().stream()
            .anyMatch(variable -> variable.getType() == Environment.Variable.Type.SECRET);
    return secrets ? Optional.of("secrets (Environment.Variable.type SECRET)") : Optional.empty();
  }

  /** A container that asks for nothing but the type MESOS is what tasks get anyway. */
  public static Optional<String> missing(ContainerInfo container) {
    if (container.getType() == ContainerInfo.Type.DOCKER && container.hasType()) {
      return Optional.of("Docker containers (ContainerInfo.type DOCKER)");
    }
    if (container.getMesos().hasImage()) {
      return Optional.of("container images (ContainerInfo.mesos.image)");
    }
    if (container.getNetworkInfosCount() > 0) {
      return Optional.of("container networks (ContainerInfo.network_infos)");
    }
    if (asksForMore(container.getLinuxInfo())
        || container.hasRlimitInfo()
        || container.hasTtyInfo()) {
      return Optional.of("linux_info, rlimit_info and tty_info of ContainerInfo");
    }
    return container.hasHostname()
        ? Optional.of("host names of containers (ContainerInfo.hostname)")
        : Optional.empty();
  }

  /** Whose cgroups a container is in means nothing where none are made, as with posix isolation. */
  private static boolean asksForMore(LinuxInfo linux) {
    return !linux.toBuilder().clearShareCgroups().build().equals(LinuxInfo.getDefaultInstance());
  }
}
