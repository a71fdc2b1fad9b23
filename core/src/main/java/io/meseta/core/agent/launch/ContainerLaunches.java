package io.meseta.core.agent.launch;

import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.message.Sandboxes;
import io.meseta.core.agent.message.VolumePaths;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/** Says what exactly is to be started for an executor. */
public final class ContainerLaunches {

  private final AgentConfig config;
  private final AgentInfo agent;
  private final FrameworkState framework;

  /** Launches on this agent for this framework. */
  public ContainerLaunches(AgentConfig config, AgentInfo agent, FrameworkState framework) {
    this.config = config;
    this.agent = agent;
    this.framework = framework;
  }

  /** The container of an executor that is started for its first task. */
  public ContainerLaunch of(ExecutorState executor, TaskInfo firstTask) {
    CommandInfo command = executor.info().getCommand();
    Map<String, String> environment =
        new ExecutorEnvironment(config, agent)
            .of(executor, framework.info(), firstTask.getResourcesList());
    List<Resource> resources = new ArrayList<>(executor.info().getResourcesList());
    resources.addAll(firstTask.getResourcesList());
    return new ContainerLaunch(
        executor.container(),
        new ContainerLaunch.Owner(executor.framework(), executor.id()),
        process(command, environment),
        executor.sandbox(),
        new ContainerLaunch.Links(Sandboxes.latest(executor), List.of()),
        resources,
        new VolumePaths(config.workDirectory()).mounted(resources));
  }

  /** A command beside a task of the executor: in its environment, and as its user. */
  public ContainerLaunch.Process beside(
      ExecutorState executor, List<Resource> taskResources, CommandInfo command) {
    Map<String, String> environment =
        new ExecutorEnvironment(config, agent).of(executor, framework.info(), taskResources);
    command
        .getEnvironment()
        .getVariablesList()
        .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
    return beside(executor.info().getCommand(), environment, command);
  }

  /**
   * A process that probes a task, and runs as the same user.
   *
   * @param environment all of it
   */
  public ContainerLaunch.Process beside(
      CommandInfo task, Map<String, String> environment, CommandInfo probe) {
    return new ContainerLaunch.Process(
        "/bin/sh", quietly(probe), environment, user(task), List.of());
  }

  /** As Mesos: what the command writes goes to stderr, so the task's own stdout stays clean. */
  private static List<String> quietly(CommandInfo command) {
    if (command.getShell()) {
      return List.of("sh", "-c", "exec 1>&2\n" + command.getValue());
    }
    List<String> arguments = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 1>&2", "sh"));
    arguments.add(command.getValue());
    arguments.addAll(
        command
            .getArgumentsList()
            .subList(Math.min(1, command.getArgumentsCount()), command.getArgumentsCount()));
    return arguments;
  }

  /** The first process of a container. */
  public ContainerLaunch.Process process(CommandInfo command, Map<String, String> environment) {
    boolean shell = command.getShell();
    return new ContainerLaunch.Process(
        shell ? "/bin/sh" : command.getValue(),
        shell ? List.of("sh", "-c", command.getValue()) : arguments(command),
        environment,
        user(command),
        command.getUrisList());
  }

  /** A program without a name of its own is hard to find. */
  private static List<String> arguments(CommandInfo command) {
    return command.getArgumentsCount() > 0
        ? command.getArgumentsList()
        : List.of(command.getValue());
  }

  /** The directory of an executor that has no process. */
  public AgentEffect sandbox(ExecutorState executor) {
    return new AgentEffect.MakeSandbox(
        executor.container(),
        executor.sandbox(),
        Sandboxes.latest(executor),
        user(CommandInfo.getDefaultInstance()));
  }

  /** The user that the processes of the command run as, or null for the agent's own. */
  public @Nullable String user(CommandInfo command) {
    if (!config.executors().switchUser()) {
      return null;
    }
    String user = command.hasUser() ? command.getUser() : framework.info().getUser();
    return user.isEmpty() ? null : user;
  }
}
