package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand.FinishRecovery;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.Termination;
import io.meseta.core.agent.TransientAgentEvent.ReconnectionFinished;
import io.meseta.core.agent.TransientAgentEvent.RecoveryFinished;
import io.meseta.core.agent.TransientAgentEvent.TerminationForeseen;
import io.meseta.core.agent.launch.ContainerLaunches;
import io.meseta.core.agent.message.DurationText;
import io.meseta.core.agent.operation.Operations;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.ReconnectExecutorMessage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.jspecify.annotations.Nullable;

/** Finds out, after a restart, what of before is still there (Mesos reference §2.4). */
final class Recovery {

  private final Turn turn;
  private final AgentState state;

  Recovery(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void finish(FinishRecovery command) {
    Duration patience = state.config().timing().executorReregistrationTimeout();
    turn.happen(new RecoveryFinished(turn.now().plus(patience)));
    new Operations(turn).recover();
    command.running().keySet().stream()
        .filter(container -> !isKnown(container))
        .sorted(Comparator.comparing(ContainerId::toString))
        .forEach(orphan -> turn.tell(new AgentEffect.DestroyContainer(orphan)));
    for (FrameworkState framework : List.copyOf(state.frameworks())) {
      recover(framework, command.running());
    }
    new TaskChecks(turn).resume();
    finishIfAllAreBack();
  }

  private boolean isKnown(ContainerId container) {
    return container.parent() == null
        ? state.container(container).isPresent()
        : state.nested(container).isPresent();
  }

  private void recover(FrameworkState framework, Map<ContainerId, Long> running) {
    for (ExecutorState executor : List.copyOf(framework.executors())) {
      new NestedRuns(turn).recover(executor, running);
      if (executor.isPod() && executor.phase() != ExecutorPhase.TERMINATED) {
        recoverPod(framework, executor);
      } else {
        recover(executor, running.get(executor.container()));
      }
    }
    framework.executors().stream()
        .filter(executor -> executor.phase() == ExecutorPhase.REGISTERING)
        .flatMap(executor -> executor.driver().stream())
        .forEach(this::askToReturn);
    if (!framework.info().getCheckpoint()) { // the master has given it up here already
      state.framework(framework.id()).ifPresent(new Frameworks(turn)::shutDown);
    }
    new Frameworks(turn).removeIfIdle(framework.id());
  }

  private void recover(ExecutorState executor, @Nullable Long processId) {
    Executors executors = new Executors(turn);
    if (executor.phase() == ExecutorPhase.TERMINATED) {
      executors.removeIfSettled(executor);
    } else if (processId == null) {
      boolean ran = executor.processId() > 0;
      executors.exited(
          executor.container(), ran ? new ExitStatus.Unknown() : new ExitStatus.NeverStarted());
    } else if (executor.forCommandTask() && executor.phase() == ExecutorPhase.REGISTERING) {
      executors.started(executor.container(), processId);
    }
  }

  private void recoverPod(FrameworkState framework, ExecutorState executor) {
    if (executor.phase() == ExecutorPhase.REGISTERING) {
      turn.tell(new ContainerLaunches(state.config(), state.info(), framework).sandbox(executor));
      return;
    }
    new TaskLaunching(turn).deliverQueued(executor);
    executor.tasks().groups().forEach(group -> new PodTasks(turn).settle(executor, group.get(0)));
    new PodTasks(turn).endIfIdle(executor);
  }

  /** Drivers wait for that; executors that speak HTTP come by themselves. */
  private void askToReturn(Pid driver) {
    ReconnectExecutorMessage message =
        ReconnectExecutorMessage.newBuilder().setSlaveId(state.info().getId()).build();
    turn.tell(new AgentEffect.SendMessage(driver, message));
  }

  /** Nobody is missing any more: the agent turns to its master. */
  void finishIfAllAreBack() {
    boolean missing =
        executors().stream().anyMatch(executor -> executor.phase() == ExecutorPhase.REGISTERING);
    if (state.phase() == AgentPhase.RECONNECTING && !missing) {
      finishReconnecting();
    }
  }

  /** Executors that are not back by now never will be. */
  void giveUpReconnecting() {
    String timeout = DurationText.of(state.config().timing().executorReregistrationTimeout());
    for (ExecutorState executor : executors()) {
      if (executor.phase() == ExecutorPhase.REGISTERING) {
        turn.happen(
            new TerminationForeseen(
                executor.container(),
                new Termination(
                    gone(executor),
                    Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT,
                    "Executor did not reregister within " + timeout)));
        new Executors(turn).destroyNow(executor);
      }
    }
    finishReconnecting();
  }

  private TaskState gone(ExecutorState executor) {
    boolean aware =
        state
            .framework(executor.framework())
            .filter(framework -> framework.has(Capability.Type.PARTITION_AWARE))
            .isPresent();
    return aware ? TaskState.TASK_GONE : TaskState.TASK_LOST;
  }

  private void finishReconnecting() {
    turn.happen(new ReconnectionFinished());
    new Draining(turn).resume();
    new Registration(turn).reconnect();
  }

  private List<ExecutorState> executors() {
    return state.frameworks().stream()
        .flatMap(framework -> framework.executors().stream())
        .toList();
  }
}
