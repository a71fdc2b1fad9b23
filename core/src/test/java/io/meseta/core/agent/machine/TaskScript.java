package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.resource.OperationText;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.protocol.internal.Messages.ResourceVersionUUID;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/** Tasks and frameworks from the words of a scenario. */
final class TaskScript {

  private final Map<String, FrameworkInfo> frameworks = new HashMap<>();

  /** {@code t1 of f [capability C]… [uncheckpointed] [option]…}, see the README. */
  RunTaskMessage runTask(Words words) {
    TaskInfo.Builder task = task(words.next());
    words.expect("of");
    FrameworkInfo.Builder framework = framework(words.next()).toBuilder();
    RunTaskMessage.Builder message = RunTaskMessage.newBuilder().setLaunchExecutor(true);
    while (words.hasNext()) {
      String option = words.next();
      boolean known =
          frameworkOption(framework, option, words)
              || messageOption(message, option, words)
              || taskOption(task, framework, option, words);
      if (!known) {
        throw new IllegalArgumentException("'" + option + "' in: " + words);
      }
    }
    if (!task.hasExecutor() && !task.hasCommand()) {
      task.setCommand(CommandInfo.newBuilder().setValue("true"));
    }
    frameworks.put(framework.getId().getValue(), framework.build());
    return message.setFramework(framework).setTask(task).build();
  }

  private static boolean frameworkOption(
      FrameworkInfo.Builder framework, String option, Words words) {
    switch (option) {
      case "capability" ->
          framework.addCapabilities(
              Capability.newBuilder().setType(Capability.Type.valueOf(words.next())));
      case "uncheckpointed" -> framework.setCheckpoint(false);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void limit(TaskInfo.Builder task, String name, double most) {
    task.putLimits(name, Value.Scalar.newBuilder().setValue(most).build());
  }

  private static boolean messageOption(RunTaskMessage.Builder message, String option, Words words) {
    switch (option) {
      case "onto-running-executor" -> message.setLaunchExecutor(false);
      case "without-launch-flag" -> message.clearLaunchExecutor();
      case "driver" -> message.setPid(words.next());
      case "resource-version" ->
          message.addResourceVersionUuids(
              ResourceVersionUUID.newBuilder()
                  .setUuid(UUID.newBuilder().setValue(ByteString.copyFromUtf8(words.next()))));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean taskOption(
      TaskInfo.Builder task, FrameworkInfo.Builder framework, String option, Words words) {
    switch (option) {
      case "executor" -> task.setExecutor(executor(words.next(), framework.getId()));
      case "executor-grace" ->
          task.getExecutorBuilder().setShutdownGracePeriod(durationInfo(words.next()));
      case "command" ->
          task.setCommand(CommandInfo.newBuilder().setShell(true).setValue(words.next()));
      case "argv" ->
          task.setCommand(
              CommandInfo.newBuilder()
                  .setShell(false)
                  .setValue(words.next())
                  .addArguments(words.next()));
      case "grace" -> task.setKillPolicy(AgentScript.killPolicy(words.next()));
      case "at-most" -> task.setMaxCompletionTime(durationInfo(words.next()));
      case "health-check" -> task.setHealthCheck(CheckScript.healthCheck(words));
      case "check" -> task.setCheck(CheckScript.check(words));
      case "uri" -> commandOf(task).addUris(CommandInfo.URI.newBuilder().setValue("u"));
      case "docker" -> task.getContainerBuilder().setType(ContainerInfo.Type.DOCKER);
      case "reserved" -> reserve(task);
      case "cpus-limit" -> limit(task, "cpus", Double.parseDouble(words.next()));
      case "mem-limit" -> limit(task, "mem", Double.parseDouble(words.next()));
      case "own-cgroups" ->
          task.getContainerBuilder()
              .setType(ContainerInfo.Type.MESOS)
              .getLinuxInfoBuilder()
              .setShareCgroups(false);
      case "volume" -> task.addResources(new OperationText(words::next, words::skip).volume());
      case "for-agent" -> task.setAgentId(AgentID.newBuilder().setValue(words.next()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static CommandInfo.Builder commandOf(TaskInfo.Builder task) {
    CommandInfo.Builder command =
        task.hasExecutor()
            ? task.getExecutorBuilder().getCommandBuilder()
            : task.getCommandBuilder();
    return command.hasValue() ? command : command.setValue("true");
  }

  private static void reserve(TaskInfo.Builder task) {
    task.getResourcesBuilder(0).setRole("r").getReservationBuilder().setPrincipal("p");
  }

  private static DurationInfo durationInfo(String text) {
    return DurationInfo.newBuilder().setNanoseconds(AgentScript.duration(text).toNanos()).build();
  }

  /** {@code t1,t2 of f [capability C]… [under e] [custom] [option]…}; options are for all tasks. */
  RunTaskGroupMessage runGroup(Words words) {
    List<TaskInfo.Builder> group =
        Arrays.stream(words.next().split(",")).map(TaskScript::task).toList();
    words.expect("of");
    FrameworkInfo.Builder framework = framework(words.next()).toBuilder();
    RunTaskMessage.Builder flags = RunTaskMessage.newBuilder().setLaunchExecutor(true);
    ExecutorInfo.Builder executor = executor("pod", framework.getId()).toBuilder();
    executor.setType(ExecutorInfo.Type.DEFAULT).clearCommand();
    while (words.hasNext()) {
      String option = words.next();
      switch (option) {
        case "under" -> executor.setExecutorId(executorId(words.next()));
        case "custom" ->
            executor
                .setType(ExecutorInfo.Type.CUSTOM)
                .setCommand(CommandInfo.newBuilder().setValue("./executor"));
        case "executor-grace" -> executor.setShutdownGracePeriod(durationInfo(words.next()));
        default -> groupOption(group, framework, flags, option, words);
      }
    }
    frameworks.put(framework.getId().getValue(), framework.build());
    TaskGroupInfo.Builder tasks = TaskGroupInfo.newBuilder();
    for (TaskInfo.Builder task : group) {
      if (!task.hasCommand()) {
        task.setCommand(CommandInfo.newBuilder().setValue("true"));
      }
      tasks.addTasks(task.setExecutor(executor));
    }
    RunTaskGroupMessage.Builder message =
        RunTaskGroupMessage.newBuilder()
            .setFramework(framework)
            .setExecutor(executor)
            .setTaskGroup(tasks)
            .addAllResourceVersionUuids(flags.getResourceVersionUuidsList());
    return flags.hasLaunchExecutor()
        ? message.setLaunchExecutor(flags.getLaunchExecutor()).build()
        : message.build();
  }

  private static void groupOption(
      List<TaskInfo.Builder> group,
      FrameworkInfo.Builder framework,
      RunTaskMessage.Builder flags,
      String option,
      Words words) {
    if (frameworkOption(framework, option, words) || messageOption(flags, option, words)) {
      return;
    }
    if (option.equals("shares")) {
      Volume volume = sharedDirectory(words.next());
      group.forEach(
          task -> task.getContainerBuilder().setType(ContainerInfo.Type.MESOS).addVolumes(volume));
      return;
    }
    TaskInfo.Builder values = TaskInfo.newBuilder();
    if (!taskOption(values, framework, option, words)) {
      throw new IllegalArgumentException("'" + option + "' in: " + words);
    }
    group.forEach(task -> task.mergeFrom(values.buildPartial()));
  }

  /** A directory of the executor's sandbox that is seen under the same path in each task. */
  private static Volume sharedDirectory(String path) {
    return Volume.newBuilder()
        .setMode(Volume.Mode.RW)
        .setContainerPath(path)
        .setSource(
            Volume.Source.newBuilder()
                .setType(Volume.Source.Type.SANDBOX_PATH)
                .setSandboxPath(
                    Volume.Source.SandboxPath.newBuilder()
                        .setType(Volume.Source.SandboxPath.Type.PARENT)
                        .setPath(path)))
        .build();
  }

  /** What an executor nests in its container. */
  static AgentCommand.LaunchNestedContainer.Content nestedContent() {
    return new AgentCommand.LaunchNestedContainer.Content(
        CommandInfo.newBuilder().setValue("true").build(),
        ContainerInfo.getDefaultInstance(),
        List.of());
  }

  /** The framework of that name, as it was described last. */
  FrameworkInfo framework(String id) {
    return frameworks.getOrDefault(
        id,
        FrameworkInfo.newBuilder()
            .setUser("alice")
            .setName(id)
            .setId(frameworkId(id))
            .setCheckpoint(true)
            .build());
  }

  private static TaskInfo.Builder task(String id) {
    return TaskInfo.newBuilder()
        .setName("task " + id)
        .setTaskId(taskId(id))
        .setAgentId(AgentID.newBuilder().setValue("S0"))
        .addAllResources(ResourceSyntax.parse("cpus:1;mem:128", "*"));
  }

  private static ExecutorInfo executor(String id, FrameworkID framework) {
    return ExecutorInfo.newBuilder()
        .setType(ExecutorInfo.Type.CUSTOM)
        .setExecutorId(executorId(id))
        .setFrameworkId(framework)
        .setCommand(CommandInfo.newBuilder().setValue("./executor"))
        .addAllResources(ResourceSyntax.parse("cpus:0.5;mem:64", "*"))
        .build();
  }

  static TaskID taskId(String id) {
    return TaskID.newBuilder().setValue(id).build();
  }

  static FrameworkID frameworkId(String id) {
    return FrameworkID.newBuilder().setValue(id).build();
  }

  static ExecutorID executorId(String id) {
    return ExecutorID.newBuilder().setValue(id).build();
  }
}
