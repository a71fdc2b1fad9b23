package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.agent.AgentCommand.ShutDownExecutor;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.ExecutorRemoved;
import io.meseta.core.agent.DurableAgentEvent.ExecutorStarted;
import io.meseta.core.agent.DurableAgentEvent.ExecutorTerminated;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.Termination;
import io.meseta.core.agent.TransientAgentEvent.DestructionOrdered;
import io.meseta.core.agent.TransientAgentEvent.ExecutorTerminating;
import io.meseta.core.agent.TransientAgentEvent.TerminationForeseen;
import io.meseta.core.agent.launch.CommandExecutorInfo;
import io.meseta.core.agent.message.DurationText;
import io.meseta.core.agent.message.ExecutorEvents;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** The life of executors, from the start of their container to its end (Mesos reference §12.15). */
final class Executors {

  private final Turn turn;
  private final AgentState state;

  Executors(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void started(ContainerId container, long processId) {
    if (container.parent() != null) {
      new NestedRuns(turn).started(container, processId);
      return;
    }
    ExecutorState executor = state.container(container).orElse(null);
    boolean prepared =
        executor != null && executor.isPod() && executor.phase() != ExecutorPhase.REGISTERING;
    if (executor == null || executor.phase() == ExecutorPhase.TERMINATED || prepared) {
      return;
    }
    turn.happen(new ExecutorStarted(container, processId));
    if (executor.isPod()) {
      new TaskLaunching(turn).deliverQueued(executor);
      new PodTasks(turn).endIfIdle(executor);
      new Recovery(turn).finishIfAllAreBack();
    } else if (executor.phase() == ExecutorPhase.TERMINATING) {
      turn.tell(new AgentEffect.DestroyContainer(container)); // it was given up meanwhile
    } else if (executor.forCommandTask()) {
      new CommandTasks(turn).launch(executor);
    }
  }

  void failed(ContainerId container, String message) {
    if (container.parent() != null) {
      new NestedRuns(turn).failed(container, message);
      return;
    }
    neverStarted(
        container,
        new Termination(
            TaskState.TASK_FAILED,
            Reason.REASON_CONTAINER_LAUNCH_FAILED,
            "Failed to launch container: " + message));
  }

  /** As Mesos, which counts that as a launch that did not happen. */
  void lacksSandbox(ContainerId container, String message) {
    if (container.parent() != null) {
      new NestedRuns(turn).failed(container, message);
      return;
    }
    boolean aware =
        state
            .container(container)
            .flatMap(executor -> state.framework(executor.framework()))
            .filter(framework -> framework.has(Capability.Type.PARTITION_AWARE))
            .isPresent();
    neverStarted(
        container,
        new Termination(
            aware ? TaskState.TASK_DROPPED : TaskState.TASK_LOST,
            Reason.REASON_EXECUTOR_TERMINATED,
            message));
  }

  private void neverStarted(ContainerId container, Termination termination) {
    ExecutorState executor = state.container(container).orElse(null);
    if (executor != null && executor.phase() != ExecutorPhase.TERMINATED) {
      if (executor.foreseen().isEmpty()) { // or it was given up, and that is the reason
        turn.happen(new TerminationForeseen(container, termination));
      }
      terminated(executor, new ExitStatus.Unknown());
    }
  }

  void exited(ContainerId container, ExitStatus status) {
    if (container.parent() != null) {
      new NestedRuns(turn).exited(container, status);
      return;
    }
    ExecutorState executor = state.container(container).orElse(null);
    if (executor != null && executor.phase() != ExecutorPhase.TERMINATED) {
      new TaskChecks(turn).stopProbes(executor);
      if (executor.forCommandTask()) {
        new CommandTasks(turn).finish(executor, status);
      }
      terminated(executor, status);
    }
    turn.tell(new AgentEffect.CollectContainer(container));
  }

  /** Nothing of the executor runs any more but what it nested in its container, if anything. */
  void terminated(ExecutorState executor, ExitStatus status) {
    FrameworkState framework = state.framework(executor.framework()).orElseThrow();
    executor
        .nested()
        .alive()
        .forEach(nested -> turn.tell(new AgentEffect.DestroyContainer(nested.id())));
    if (executor.driver().isPresent()) { // nobody else tells that its connection is over
      executor.connection().ifPresent(driver -> turn.tell(new AgentEffect.CloseStream(driver)));
    }
    turn.happen(new ExecutorTerminated(executor.container()));
    if (!framework.terminating()) {
      new TerminatedTasks(turn).report(executor, status);
    }
    if (!executor.forCommandTask()) {
      tellExited(executor.framework(), executor.id(), status.waitStatus());
    }
    removeIfSettled(executor);
    new Frameworks(turn).removeIfIdle(executor.framework());
  }

  /** The master frees the executor's resources when it hears this. */
  void tellExited(FrameworkId framework, ExecutorId executor, int waitStatus) {
    turn.tellMaster(
        ExitedExecutorMessage.newBuilder()
            .setSlaveId(state.info().getId())
            .setFrameworkId(Wire.framework(framework))
            .setExecutorId(Wire.executor(executor))
            .setStatus(waitStatus)
            .build());
  }

  void removeIfSettled(ExecutorState executor) {
    boolean ends =
        state.phase() == AgentPhase.TERMINATING
            || state.framework(executor.framework()).orElseThrow().terminating();
    if (executor.phase() == ExecutorPhase.TERMINATED && (ends || !executor.tasks().incomplete())) {
      remove(executor);
    }
  }

  void remove(ExecutorState executor) {
    new NestedRuns(turn).abandon(executor);
    turn.happen(new ExecutorRemoved(executor.container()));
  }

  void shutDown(ShutDownExecutor command) {
    boolean listens =
        state.phase() == AgentPhase.RUNNING || state.phase() == AgentPhase.TERMINATING;
    if (!listens || !state.follows(command.from())) {
      return;
    }
    state
        .framework(command.framework())
        .filter(framework -> !framework.terminating())
        .flatMap(framework -> framework.executor(command.executor()))
        .ifPresent(this::shutDown);
  }

  /** Asks the executor to end, and sees to it that it does, unless it is about to anyway. */
  void shutDown(ExecutorState executor) {
    if (ends(executor)) {
      return;
    }
    if (executor.forCommandTask()) {
      shutDownCommand(executor);
      return;
    }
    Duration grace =
        executor.info().hasShutdownGracePeriod()
            ? Wire.duration(executor.info().getShutdownGracePeriod())
            : state.config().timing().executorShutdownGracePeriod();
    if (executor.isPod()) {
      new PodKilling(turn).shutDown(executor, grace);
      return;
    }
    turn.happen(new ExecutorTerminating(executor.container(), turn.now().plus(grace)));
    executor.connection().ifPresent(stream -> turn.tellExecutor(stream, ExecutorEvents.shutdown()));
  }

  private void shutDownCommand(ExecutorState executor) {
    if (executor.phase() == ExecutorPhase.REGISTERING) {
      destroyNow(executor);
      return;
    }
    Duration grace = CommandTasks.shutdownGrace(executor, state.config());
    new CommandTasks(turn).kill(executor, grace);
    turn.happen(
        new ExecutorTerminating(
            executor.container(),
            turn.now().plus(grace).plus(CommandExecutorInfo.SHUTDOWN_MARGIN)));
  }

  private static boolean ends(ExecutorState executor) {
    return executor.phase() == ExecutorPhase.TERMINATING
        || executor.phase() == ExecutorPhase.TERMINATED;
  }

  /** Kills the executor without asking, unless it is about to end anyway. */
  void destroyNow(ExecutorState executor) {
    if (ends(executor)) {
      return;
    }
    turn.happen(new ExecutorTerminating(executor.container(), null));
    destroyContainer(executor);
  }

  /** The executor was asked to end and did not. */
  void destroy(ContainerId container) {
    turn.happen(new DestructionOrdered(container));
    state.container(container).ifPresent(this::destroyContainer);
  }

  private void destroyContainer(ExecutorState executor) {
    if (executor.isPod()) {
      new PodKilling(turn).destroy(executor);
    } else {
      turn.tell(new AgentEffect.DestroyContainer(executor.container()));
    }
  }

  /** The executor did not subscribe in time. */
  void giveUp(ContainerId container) {
    ExecutorState executor = state.container(container).orElseThrow();
    Duration timeout = state.config().timing().executorRegistrationTimeout();
    turn.happen(
        new TerminationForeseen(
            container,
            new Termination(
                TaskState.TASK_FAILED,
                Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT,
                "Executor did not register within " + DurationText.of(timeout))));
    destroyNow(executor);
  }
}
