package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.agent.AgentCommand.LaunchNestedContainer.Content;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.agent.launch.ContainerLaunches;
import io.meseta.core.agent.launch.ExecutorEnvironment;
import io.meseta.core.agent.launch.SandboxVolumes;
import io.meseta.core.agent.launch.VolumeException;
import io.meseta.core.agent.message.Sandboxes;
import io.meseta.core.agent.message.VolumePaths;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.NestedContainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/** Says what exactly is to be started in the containers below that of an executor. */
final class NestedLaunches {

  private final AgentConfig config;
  private final ExecutorState executor;
  private final ContainerLaunches launches;

  NestedLaunches(AgentState state, ExecutorState executor) {
    this.config = state.config();
    this.executor = executor;
    this.launches =
        new ContainerLaunches(
            state.config(), state.info(), state.framework(executor.framework()).orElseThrow());
  }

  /**
   * The container of a task of a pod.
   *
   * @throws VolumeException if it wants a volume that cannot be
   */
  ContainerLaunch of(NestedContainer container) throws VolumeException {
    TaskInfo task = container.task().orElseThrow();
    String alias = executor.sandbox() + "/tasks/" + task.getTaskId().getValue();
    return of(
        container.id(),
        new Content(task.getCommand(), task.getContainer(), task.getResourcesList()),
        ofTask(task),
        alias);
  }

  private Map<String, String> ofTask(TaskInfo task) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("MESOS_CONTAINER_IP", config.address().ip());
    if (task.getResourcesCount() > 0) {
      environment.put("MESOS_ALLOCATION_ROLE", task.getResources(0).getAllocationInfo().getRole());
    }
    return environment;
  }

  /** A process that probes a task of a pod: runs in its sandbox, as its user. */
  ProbeOrder.Beside beside(NestedContainer container, CommandInfo probe) {
    TaskInfo task = container.task().orElseThrow();
    Map<String, String> environment = environment(container.id(), task.getCommand(), ofTask(task));
    probe
        .getEnvironment()
        .getVariablesList()
        .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
    return new ProbeOrder.Beside(
        container.id(),
        launches.beside(asUserOfExecutor(task.getCommand()), environment, probe),
        Sandboxes.nested(executor, container.id()));
  }

  /**
   * A container that the executor wants.
   *
   * @throws VolumeException if it wants a volume that cannot be
   */
  ContainerLaunch of(ContainerId container, Content content) throws VolumeException {
    return of(container, content, Map.of(), null);
  }

  private ContainerLaunch of(
      ContainerId container, Content content, Map<String, String> more, @Nullable String alias)
      throws VolumeException {
    String sandbox = Sandboxes.nested(executor, container);
    Map<String, String> environment = environment(container, content.command(), more);
    List<ContainerLaunch.Volume> volumes =
        SandboxVolumes.of(content.container(), Sandboxes.parent(executor, container));
    return new ContainerLaunch(
        container,
        new ContainerLaunch.Owner(executor.framework(), executor.id()),
        launches.process(asUserOfExecutor(content.command()), environment),
        sandbox,
        new ContainerLaunch.Links(alias, volumes),
        content.resources(),
        new VolumePaths(config.workDirectory()).mounted(content.resources()));
  }

  private Map<String, String> environment(
      ContainerId container, CommandInfo command, Map<String, String> more) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", ExecutorEnvironment.PATH);
    environment.put("MESOS_SANDBOX", Sandboxes.nested(executor, container));
    command
        .getEnvironment()
        .getVariablesList()
        .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
    environment.putAll(more);
    return environment;
  }

  private CommandInfo asUserOfExecutor(CommandInfo command) {
    CommandInfo ofExecutor = executor.info().getCommand();
    return command.hasUser() || !ofExecutor.hasUser()
        ? command
        : command.toBuilder().setUser(ofExecutor.getUser()).build();
  }
}
