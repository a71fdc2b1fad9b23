package io.meseta.agent.api.operator;

import io.meseta.core.ContainerId;
import io.meseta.core.RequestId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentCommand.KillNestedContainer;
import io.meseta.core.agent.AgentCommand.LaunchNestedContainer;
import io.meseta.core.agent.AgentCommand.RemoveNestedContainer;
import io.meseta.core.agent.AgentCommand.WaitNestedContainer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;

/**
 * Calls about nested containers as commands of the core. Those with NESTED in their name are the
 * older form of the others.
 */
final class ContainerCommands {

  private static final int SIGKILL = 9;

  private ContainerCommands() {}

  /** The command of the call, or empty if it is none of these. */
  static Optional<Function<RequestId, AgentCommand>> of(Call call) {
    return switch (call.getType()) {
      case LAUNCH_NESTED_CONTAINER -> {
        Call.LaunchNestedContainer body = call.getLaunchNestedContainer();
        yield launch(
            body.getContainerId(),
            new LaunchNestedContainer.Content(body.getCommand(), body.getContainer(), List.of()));
      }
      case LAUNCH_CONTAINER -> {
        Call.LaunchContainer body = call.getLaunchContainer();
        yield launch(
            body.getContainerId(),
            new LaunchNestedContainer.Content(
                body.getCommand(), body.getContainer(), body.getResourcesList()));
      }
      case WAIT_NESTED_CONTAINER, WAIT_CONTAINER ->
          Optional.of(request -> new WaitNestedContainer(request, container(call)));
      case KILL_NESTED_CONTAINER -> {
        Call.KillNestedContainer body = call.getKillNestedContainer();
        yield kill(container(call), body.hasSignal() ? body.getSignal() : SIGKILL);
      }
      case KILL_CONTAINER -> {
        Call.KillContainer body = call.getKillContainer();
        yield kill(container(call), body.hasSignal() ? body.getSignal() : SIGKILL);
      }
      case REMOVE_NESTED_CONTAINER, REMOVE_CONTAINER ->
          Optional.of(request -> new RemoveNestedContainer(request, container(call)));
      default -> Optional.empty();
    };
  }

  private static Optional<Function<RequestId, AgentCommand>> launch(
      ContainerID id, LaunchNestedContainer.Content content) {
    return id.hasParent()
        ? Optional.of(request -> new LaunchNestedContainer(request, container(id), content))
        : Optional.empty();
  }

  private static Optional<Function<RequestId, AgentCommand>> kill(ContainerId id, int signal) {
    return Optional.of(request -> new KillNestedContainer(request, id, signal));
  }

  /** The container that the call is about. */
  static ContainerId container(Call call) {
    return container(OperatorCallValidation.containerId(call).orElseThrow());
  }

  private static ContainerId container(ContainerID id) {
    return new ContainerId(id.getValue(), id.hasParent() ? container(id.getParent()) : null);
  }
}
