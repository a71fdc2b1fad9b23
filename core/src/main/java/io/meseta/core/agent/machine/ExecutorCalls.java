package io.meseta.core.agent.machine;

import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand.ExecutorCall;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.ExecutorAddressed;
import io.meseta.core.agent.ExecutorAnswer;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.TransientAgentEvent.ExecutorDisconnected;
import io.meseta.core.agent.TransientAgentEvent.ExecutorSubscribed;
import io.meseta.core.agent.TransientAgentEvent.HeartbeatScheduled;
import io.meseta.core.agent.message.ExecutorEvents;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.ShutdownExecutorMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.apache.mesos.v1.executor.Protos.Call;

/** What executors ask of the agent (Mesos reference §2). */
final class ExecutorCalls {

  private static final Duration HEARTBEAT_INTERVAL = Duration.ofMinutes(30);

  private final Turn turn;
  private final AgentState state;

  ExecutorCalls(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void handle(ExecutorCall command) {
    ExecutorAnswer answer = answer(command);
    if (answer != ExecutorAnswer.SUBSCRIBED) {
      turn.tell(new AgentEffect.Respond(command.request(), answer));
      if (command.driver() != null) { // as Mesos: an executor that is not wanted is to go
        ShutdownExecutorMessage shutdown = ShutdownExecutorMessage.getDefaultInstance();
        turn.tell(new AgentEffect.SendMessage(command.driver(), shutdown));
      }
    }
  }

  private ExecutorAnswer answer(ExecutorCall command) {
    Call call = command.call();
    if (state.phase() == AgentPhase.RECOVERING) {
      return ExecutorAnswer.RECOVERING;
    }
    if (call.getType() == Call.Type.HEARTBEAT) {
      return ExecutorAnswer.ACCEPTED;
    }
    FrameworkState framework = state.framework(Wire.framework(call.getFrameworkId())).orElse(null);
    if (framework == null) {
      return ExecutorAnswer.UNKNOWN_FRAMEWORK;
    }
    ExecutorState executor = framework.executor(Wire.executor(call.getExecutorId())).orElse(null);
    if (executor == null || executor.isBuiltIn()) {
      return ExecutorAnswer.UNKNOWN_EXECUTOR;
    }
    if (executor.phase() == ExecutorPhase.REGISTERING && call.getType() != Call.Type.SUBSCRIBE) {
      return ExecutorAnswer.NOT_SUBSCRIBED;
    }
    return switch (call.getType()) {
      case SUBSCRIBE -> subscribe(command, framework, executor);
      case UPDATE -> update(executor, call.getUpdate().getStatus());
      case MESSAGE -> message(executor, call);
      case UNKNOWN, HEARTBEAT -> ExecutorAnswer.NOT_IMPLEMENTED;
    };
  }

  private ExecutorAnswer subscribe(
      ExecutorCall command, FrameworkState framework, ExecutorState executor) {
    turn.tell(new AgentEffect.Respond(command.request(), ExecutorAnswer.SUBSCRIBED));
    boolean mustGo =
        state.phase() == AgentPhase.TERMINATING
            || framework.terminating()
            || executor.phase() == ExecutorPhase.TERMINATING
            || executor.phase() == ExecutorPhase.TERMINATED;
    if (mustGo) {
      turn.tellExecutor(command.connection(), ExecutorEvents.shutdown());
      turn.tell(new AgentEffect.CloseStream(command.connection()));
      return ExecutorAnswer.SUBSCRIBED;
    }
    executor.connection().ifPresent(old -> turn.tell(new AgentEffect.CloseStream(old)));
    Pid driver = command.driver();
    if (driver != null && !executor.driver().equals(Optional.of(driver))) {
      turn.happen(new ExecutorAddressed(executor.container(), driver));
    }
    turn.happen(new ExecutorSubscribed(executor.container(), command.connection()));
    scheduleHeartbeat(executor.container());
    if (driver != null) { // as Mesos: drivers hear that first, others after what is settled
      turn.tellExecutor(
          command.connection(), ExecutorEvents.subscribed(state, framework, executor));
    }
    Call.Subscribe subscribe = command.call().getSubscribe();
    subscribe
        .getUnacknowledgedUpdatesList()
        .forEach(update -> update(executor, update.getStatus()));
    dropLost(framework, executor, subscribe.getUnacknowledgedTasksList());
    greet(framework, executor, command);
    new Recovery(turn).finishIfAllAreBack();
    return ExecutorAnswer.SUBSCRIBED;
  }

  private void greet(FrameworkState framework, ExecutorState executor, ExecutorCall command) {
    boolean idle = !executor.tasks().reachedExecutor() && executor.tasks().queued().isEmpty();
    if (idle) {
      new Executors(turn).shutDown(executor); // all it was started for has been killed
      return;
    }
    if (command.driver() == null) {
      turn.tellExecutor(
          command.connection(), ExecutorEvents.subscribed(state, framework, executor));
    }
    new TaskLaunching(turn).deliverQueued(executor);
  }

  /** A task in flight when the agent died: the executor never got it, and never will. */
  private void dropLost(
      FrameworkState framework, ExecutorState executor, List<TaskInfo> unacknowledged) {
    Set<TaskID> arrived =
        unacknowledged.stream().map(TaskInfo::getTaskId).collect(Collectors.toSet());
    for (Task task : List.copyOf(executor.tasks().launched().values())) {
      if (task.getState() == TaskState.TASK_STAGING && !arrived.contains(task.getTaskId())) {
        new StatusUpdates(turn)
            .drop(
                framework,
                new StatusMessages.Report(
                        Wire.task(task.getTaskId()),
                        Reason.REASON_AGENT_RESTARTED,
                        "Task launched during agent restart")
                    .of(executor.id()));
      }
    }
  }

  private ExecutorAnswer update(ExecutorState executor, TaskStatus sent) {
    TaskStatus status =
        sent.toBuilder()
            .setAgentId(state.info().getId())
            .setSource(Source.SOURCE_EXECUTOR)
            .setExecutorId(executor.info().getExecutorId())
            .build();
    if (status.getState() == TaskState.TASK_STAGING) {
      new Executors(turn).shutDown(executor); // as Mesos: an executor that says so is broken
      return ExecutorAnswer.ACCEPTED;
    }
    boolean taken = new StatusUpdates(turn).take(executor.framework(), status);
    if (taken) {
      executor
          .connection()
          .ifPresent(stream -> turn.tellExecutor(stream, ExecutorEvents.acknowledged(status)));
    }
    return ExecutorAnswer.ACCEPTED;
  }

  private ExecutorAnswer message(ExecutorState executor, Call call) {
    new FrameworkMessages(turn).passToScheduler(executor, call.getMessage().getData());
    return ExecutorAnswer.ACCEPTED;
  }

  void close(ConnectionId connection) {
    state
        .connection(connection)
        .ifPresent(executor -> turn.happen(new ExecutorDisconnected(executor.container())));
  }

  void heartbeat(ContainerId container) {
    scheduleHeartbeat(container);
    state
        .container(container)
        .flatMap(ExecutorState::connection)
        .ifPresent(stream -> turn.tellExecutor(stream, ExecutorEvents.heartbeat()));
  }

  private void scheduleHeartbeat(ContainerId container) {
    turn.happen(new HeartbeatScheduled(container, turn.now().plus(HEARTBEAT_INTERVAL)));
  }
}
