package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.ContainerId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand.AcknowledgeUpdate;
import io.meseta.core.agent.DurableAgentEvent.TaskUpdated;
import io.meseta.core.agent.DurableAgentEvent.UpdateAcknowledged;
import io.meseta.core.agent.TransientAgentEvent.UpdateForwarded;
import io.meseta.core.agent.TransientAgentEvent.UpdateRejected;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.TaskStage;
import io.meseta.core.agent.state.TaskStates;
import io.meseta.core.agent.state.TaskTransition;
import io.meseta.core.agent.state.TaskTransition.Trigger;
import io.meseta.core.agent.state.Turn;
import io.meseta.core.agent.state.UpdateStream;
import io.meseta.protocol.internal.Messages.ReconcileTasksMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.jspecify.annotations.Nullable;

/**
 * Takes status updates, whoever makes them, and carries them to the master: for each task one at a
 * time, again and again until it is acknowledged (Mesos reference §11.3).
 */
final class StatusUpdates {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

  private static final int LONGEST_STREAM = 1000;
  private static final int MOST_STREAMS = 10_000;

  private final Turn turn;
  private final AgentState state;

  StatusUpdates(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  /**
   * Takes an update; it must have a uuid.
   *
   * @return whether the executor may forget it, if an executor sent it
   */
  boolean take(FrameworkId id, TaskStatus told) {
    TaskId task = Wire.task(told.getTaskId());
    FrameworkState framework = state.framework(id).orElse(null);
    if (framework == null || framework.terminating()) {
      turn.happen(new UpdateRejected(id, task));
      return false;
    }
    TaskStatus status = Draining.explain(told, state, framework);
    if (state.stream(id, task).filter(known -> known.knows(status.getUuid())).isPresent()) {
      return true;
    }
    if (isFlood(framework, status)) {
      turn.happen(new UpdateRejected(id, task));
      return false; // the executor keeps it until there is room
    }
    ExecutorState executor = framework.executorOf(task).orElse(null);
    if (executor == null) {
      append(null, StatusMessages.update(state.info(), id, status, turn.now()));
      return false; // as Mesos: an executor that does not have the task gets no acknowledgement
    }
    TaskStage stage = executor.tasks().stage(task).orElseThrow();
    if (!TaskTransition.allows(stage, trigger(status))) {
      turn.happen(new UpdateRejected(id, task));
      return true; // or it would be repeated for ever
    }
    TaskStatus complete =
        hasContainer(stage, status)
            ? StatusMessages.withContainer(status, executor, state.config().address().ip())
            : status;
    append(executor.container(), StatusMessages.update(state.info(), id, complete, turn.now()));
    return true;
  }

  /**
   * Nobody acknowledges and the executor goes on; only the end of the task is taken then. Nor is
   * there room for any number of tasks that nobody has launched.
   */
  private boolean isFlood(FrameworkState framework, TaskStatus status) {
    TaskId task = Wire.task(status.getTaskId());
    if (status.getSource() == Source.SOURCE_EXECUTOR && framework.executorOf(task).isEmpty()) {
      return state.streams(framework.id()).size() >= MOST_STREAMS;
    }
    int waiting = state.stream(framework.id(), task).map(UpdateStream::size).orElse(0);
    return waiting >= LONGEST_STREAM && !TaskStates.isTerminal(status.getState());
  }

  private static Trigger trigger(TaskStatus status) {
    return TaskStates.isTerminal(status.getState()) ? Trigger.TERMINAL_UPDATE : Trigger.UPDATE;
  }

  /** A task that never reached an executor has none, nor has one whose container is gone. */
  private static boolean hasContainer(TaskStage stage, TaskStatus status) {
    boolean over =
        status.getSource() == Source.SOURCE_AGENT && TaskStates.isTerminal(status.getState());
    return stage != TaskStage.QUEUED && !over;
  }

  private void append(@Nullable ContainerId container, StatusUpdate update) {
    turn.happen(new TaskUpdated(container, update));
    FrameworkId framework = Wire.framework(update.getFrameworkId());
    TaskId task = Wire.task(update.getStatus().getTaskId());
    boolean isHead = state.stream(framework, task).filter(s -> s.size() == 1).isPresent();
    if (isHead) {
      forwardHead(framework, task, FIRST_RETRY);
    }
  }

  /** An update that the agent itself makes about a task. */
  void report(FrameworkId framework, StatusMessages.Report report) {
    take(framework, StatusMessages.fromAgent(report, state.info(), turn));
  }

  /** As {@link #report}, for a task that did not reach an executor (Mesos reference §11.1). */
  void drop(FrameworkState framework, StatusMessages.Report report) {
    boolean aware = framework.has(Capability.Type.PARTITION_AWARE);
    report(framework.id(), report.in(aware ? TaskState.TASK_DROPPED : TaskState.TASK_LOST));
  }

  /**
   * As {@link #drop}, for a task of a framework that is being ended here: the master need not know
   * that, and would wait for the task for ever.
   */
  void dropOfEndingFramework(FrameworkState framework, StatusMessages.Report report) {
    boolean aware = framework.has(Capability.Type.PARTITION_AWARE);
    StatusMessages.Report dropped = report.in(aware ? TaskState.TASK_DROPPED : TaskState.TASK_LOST);
    TaskStatus status = StatusMessages.fromAgent(dropped, state.info(), turn);
    append(null, StatusMessages.update(state.info(), framework.id(), status, turn.now()));
  }

  void acknowledge(AcknowledgeUpdate command) {
    if (state.phase() != AgentPhase.RUNNING || !state.follows(command.from())) {
      return;
    }
    FrameworkId framework = command.framework();
    TaskId task = command.task();
    boolean isHead = head(framework, task).filter(u -> isThat(u, command.uuid())).isPresent();
    if (!isHead) {
      return; // a repeated acknowledgement, or one of an update that was given up
    }
    ExecutorState executor =
        state.framework(framework).flatMap(f -> f.executorOf(task)).orElse(null);
    turn.happen(new UpdateAcknowledged(framework, task, command.uuid()));
    forwardHead(framework, task, FIRST_RETRY);
    Executors executors = new Executors(turn);
    if (executor != null) {
      executors.removeIfSettled(executor);
    }
    new Frameworks(turn).removeIfIdle(framework);
  }

  private static boolean isThat(StatusUpdate update, ByteString uuid) {
    return update.getUuid().equals(uuid);
  }

  void retry(FrameworkId framework, TaskId task) {
    Duration waited = state.stream(framework, task).map(UpdateStream::interval).orElse(FIRST_RETRY);
    Duration doubled = waited.multipliedBy(2);
    forwardHead(framework, task, doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY);
  }

  /** Sends every head anew, because the master may have changed or forgotten. */
  void resume() {
    for (FrameworkId framework : state.streamOwners()) {
      for (TaskId task : state.streams(framework).keySet()) {
        forwardHead(framework, task, FIRST_RETRY);
      }
    }
  }

  /** Tells the master the end of tasks that it believes to be here and are not. */
  void reconcile(ReconcileTasksMessage message) {
    FrameworkId id = Wire.framework(message.getFrameworkId());
    boolean aware =
        message.getFramework().getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == Capability.Type.PARTITION_AWARE);
    for (TaskStatus asked : message.getStatusesList()) {
      TaskId task = Wire.task(asked.getTaskId());
      boolean known =
          state
              .framework(id)
              .filter(framework -> !framework.terminating())
              .flatMap(framework -> framework.executorOf(task))
              .isPresent();
      if (!known) {
        StatusMessages.Report report =
            new StatusMessages.Report(
                    task, Reason.REASON_RECONCILIATION, "Reconciliation: task unknown to the agent")
                .in(aware ? TaskState.TASK_DROPPED : TaskState.TASK_LOST);
        TaskStatus status = StatusMessages.fromAgent(report, state.info(), turn);
        append(null, StatusMessages.update(state.info(), id, status, turn.now()));
      }
    }
  }

  /**
   * Nobody waits for news from the executors of a framework that is ended here: the master has
   * forgotten their tasks, or, if the framework does not checkpoint and the agent was restarted,
   * has said that they are lost.
   */
  private boolean isOfNoInterest(StatusUpdate update) {
    return update.hasExecutorId()
        && state
            .framework(Wire.framework(update.getFrameworkId()))
            .filter(FrameworkState::terminating)
            .isPresent();
  }

  private Optional<StatusUpdate> head(FrameworkId framework, TaskId task) {
    return state.stream(framework, task).flatMap(UpdateStream::head);
  }

  private void forwardHead(FrameworkId framework, TaskId task, Duration retry) {
    StatusUpdate head = head(framework, task).orElse(null);
    if (head == null || state.phase() != AgentPhase.RUNNING || isOfNoInterest(head)) {
      return;
    }
    turn.happen(new UpdateForwarded(framework, task, turn.now().plus(retry), retry));
    StatusUpdate.Builder update = head.toBuilder();
    state
        .framework(framework)
        .flatMap(known -> known.executorOf(task))
        .flatMap(executor -> executor.tasks().latestState(task))
        .ifPresent(update::setLatestState);
    turn.tellMaster(
        StatusUpdateMessage.newBuilder()
            .setUpdate(update)
            .setPid(state.config().address().pid().value())
            .build());
  }
}
