package io.meseta.core.agent.launch;

import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.launch.Refusal.Consequence;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages.ResourceVersionUUID;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Why a task may not be run; the first reason wins, in the order of Mesos. */
public final class LaunchChecks {

  private final AgentState state;
  private final List<ResourceVersionUUID> resourceVersions;
  private final Optional<Boolean> launchExecutor;

  private LaunchChecks(
      AgentState state,
      List<ResourceVersionUUID> resourceVersions,
      Optional<Boolean> launchExecutor) {
    this.state = state;
    this.resourceVersions = resourceVersions;
    this.launchExecutor = launchExecutor;
  }

  /** The checks for the task of the message. */
  public static LaunchChecks of(AgentState state, RunTaskMessage message) {
    return new LaunchChecks(
        state,
        message.getResourceVersionUuidsList(),
        message.hasLaunchExecutor() ? Optional.of(message.getLaunchExecutor()) : Optional.empty());
  }

  /** The checks for the tasks of the message. */
  public static LaunchChecks of(AgentState state, RunTaskGroupMessage message) {
    return new LaunchChecks(
        state,
        message.getResourceVersionUuidsList(),
        message.hasLaunchExecutor() ? Optional.of(message.getLaunchExecutor()) : Optional.empty());
  }

  /** Why the task may not be run, if so. */
  public Optional<Refusal> check(FrameworkState framework, Assignment assignment) {
    return checkDraining()
        .or(this::checkResourceVersion)
        .or(() -> checkOperations(assignment))
        .or(() -> MissingFeatures.find(assignment))
        .or(() -> checkExecutor(framework, assignment));
  }

  private Optional<Refusal> checkDraining() {
    return state
        .drain()
        .map(_ ->
            new Refusal(
                Reason.REASON_AGENT_DRAINING,
                "Task was received while agent was already draining",
                Consequence.DROPPED));
  }

  private Optional<Refusal> checkResourceVersion() {
    boolean outdated =
        resourceVersions.stream()
            .filter(version -> !version.hasResourceProviderId())
            .anyMatch(version -> !version.getUuid().equals(state.config().resourceVersion()));
    return outdated
        ? Optional.of(
            new Refusal(
                Reason.REASON_INVALID_OFFERS,
                "Task assumes outdated resource state",
                Consequence.DROPPED))
        : Optional.empty();
  }

  /** Reservations and volumes of the task must be those that operations have made here. */
  private Optional<Refusal> checkOperations(Assignment assignment) {
    if (!areKnown(assignment.task().getResourcesList())) {
      return unknownResources(
          "The checkpointed resources being used by the task or task group are unknown to the"
              + " agent");
    }
    if (!areKnown(assignment.executor().getResourcesList())) {
      return unknownResources(
          "The checkpointed resources being used by the executor are unknown to the agent");
    }
    return Optional.empty();
  }

  private boolean areKnown(List<Resource> resources) {
    Resources used = Resources.of(resources).checkpointed().unallocated();
    return used.separate().allMatch(state.total()::contains);
  }

  private static Optional<Refusal> unknownResources(String text) {
    return Optional.of(new Refusal(Reason.REASON_RESOURCES_UNKNOWN, text, Consequence.DROPPED));
  }

  private Optional<Refusal> checkExecutor(FrameworkState framework, Assignment assignment) {
    ExecutorState executor = framework.executor(assignment.executorId()).orElse(null);
    if (executor == null) {
      return checkLaunchExpected();
    }
    if (assignment.isCommandTask() || executor.forCommandTask()) {
      return Optional.of(
          new Refusal(
              Reason.REASON_TASK_INVALID,
              "Cannot reuse an already existing executor for a command task",
              Consequence.DROPPED_EXECUTOR_STAYS));
    }
    if (launchExecutor.orElse(false)) {
      return Optional.of(
          new Refusal(
              Reason.REASON_EXECUTOR_TERMINATED,
              "Master wants to launch executor, but one already exists",
              executor.phase() == ExecutorPhase.TERMINATED
                  ? Consequence.DROPPED
                  : Consequence.DROPPED_EXECUTOR_GOES));
    }
    return checkTakesTasks(executor);
  }

  private Optional<Refusal> checkLaunchExpected() {
    return launchExecutor.isPresent() && !launchExecutor.get()
        ? Optional.of(
            new Refusal(
                Reason.REASON_EXECUTOR_TERMINATED,
                "No executor is expected to launch and there is none running",
                Consequence.DROPPED_EXECUTOR_STAYS))
        : Optional.empty();
  }

  private static Optional<Refusal> checkTakesTasks(ExecutorState executor) {
    boolean ending =
        executor.phase() == ExecutorPhase.TERMINATING
            || executor.phase() == ExecutorPhase.TERMINATED;
    return ending
        ? Optional.of(
            new Refusal(
                Reason.REASON_EXECUTOR_TERMINATED,
                "Executor " + executor.phase().name().toLowerCase(Locale.ROOT),
                Consequence.DROPPED_SILENTLY))
        : Optional.empty();
  }
}
