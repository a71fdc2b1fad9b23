package io.meseta.core.agent.launch;

import io.meseta.core.agent.message.Wire;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Describes the executor that stands for a task which only has a command (Mesos reference §11.8).
 */
public final class CommandExecutorInfo {

  private static final int LONGEST_SHOWN_COMMAND = 15;
  private static final double CPUS = 0.1;
  private static final double MEM = 32;

  /** How long before the agent's patience ends its own must: a second to reap, one to report. */
  public static final Duration SHUTDOWN_MARGIN = Duration.ofSeconds(2);

  private CommandExecutorInfo() {}

  static ExecutorInfo of(TaskInfo task, FrameworkID framework) {
    ExecutorInfo.Builder executor =
        ExecutorInfo.newBuilder()
            .setExecutorId(ExecutorID.newBuilder().setValue(task.getTaskId().getValue()))
            .setFrameworkId(framework)
            .setName(
                "Command Executor (Task: %s) (Command: %s)"
                    .formatted(task.getTaskId().getValue(), shown(task.getCommand())))
            .setSource(task.getTaskId().getValue())
            .setCommand(task.getCommand())
            .addAllResources(overhead(task));
    if (task.hasContainer()) {
      executor.setContainer(task.getContainer());
    }
    if (task.hasLabels()) {
      executor.setLabels(task.getLabels());
    }
    if (task.hasDiscovery()) {
      executor.setDiscovery(task.getDiscovery());
    }
    if (task.getKillPolicy().hasGracePeriod()) {
      Duration grace = Wire.duration(task.getKillPolicy().getGracePeriod());
      executor.setShutdownGracePeriod(
          DurationInfo.newBuilder().setNanoseconds(grace.plus(SHUTDOWN_MARGIN).toNanos()));
    }
    return executor.build();
  }

  private static String shown(CommandInfo command) {
    if (command.getShell()) {
      return command.hasValue() ? "sh -c '" + shortened(command.getValue()) + "'" : "NO COMMAND";
    }
    return command.hasValue()
        ? "["
            + shortened(command.getValue() + ", " + String.join(", ", command.getArgumentsList()))
            + "]"
        : "NO EXECUTABLE";
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_SHOWN_COMMAND
        ? text.substring(0, LONGEST_SHOWN_COMMAND - 3) + "..."
        : text;
  }

  /** Mesos adds this for its own process. There is none here, but it shows, so it stays. */
  private static List<Resource> overhead(TaskInfo task) {
    return List.of(scalar("cpus", CPUS, task), scalar("mem", MEM, task));
  }

  private static Resource scalar(String name, double value, TaskInfo task) {
    Resource.Builder resource =
        Resource.newBuilder()
            .setName(name)
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(value));
    if (task.getResourcesCount() > 0) {
      resource.setAllocationInfo(task.getResources(0).getAllocationInfo());
    }
    return resource.build();
  }
}
