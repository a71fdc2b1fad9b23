package io.meseta.core.master.operation;

import com.google.protobuf.ByteString;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.MasterCommand.AgentOperationStatus;
import io.meseta.core.master.OperationEvent.OperationCompleted;
import io.meseta.core.master.OperationEvent.OperationUpdated;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.LiveOperation;
import io.meseta.core.master.state.OperationTransitions;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;

/**
 * An agent reports what became of an operation: the framework that named the operation hears of it
 * and acknowledges; for all others the master does (Mesos reference §10.13).
 */
public final class OperationStatusHandler {

  /** For so long a framework that this leader has not seen may come back for its operations. */
  private static final Duration ADOPTION = Duration.ofMinutes(10);

  private OperationStatusHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, AgentOperationStatus command) {
    UpdateOperationStatusMessage message = command.message();
    Optional<Agent> agent =
        turn.state()
            .agent(Ids.of(message.getSlaveId()))
            .filter(known -> known.pid().equals(command.from()));
    if (agent.isEmpty()) {
      return; // unknown, removed or unreachable: it has to report back first
    }
    Optional<LiveOperation> operation =
        agent.get().operation(message.getOperationUuid().getValue());
    if (operation.isPresent()) {
      update(turn, agent.get(), operation.get(), message);
    } else if (message.hasFrameworkId()) {
      forward(turn, Ids.of(message.getFrameworkId()), message.getStatus());
    }
  }

  private static void forward(Turn turn, FrameworkId framework, OperationStatus status) {
    turn.state()
        .framework(framework)
        .ifPresent(known -> turn.send(known, SchedulerEvents.update(status)));
  }

  private static void update(
      Turn turn, Agent agent, LiveOperation operation, UpdateOperationStatusMessage message) {
    OperationStatus.Builder named = message.getStatus().toBuilder();
    OperationStatus.Builder newest =
        message.hasLatestStatus() ? message.getLatestStatus().toBuilder() : named.clone();
    operation
        .id()
        .map(Ids::toProtobuf)
        .ifPresent(id -> {
          named.setOperationId(id);
          newest.setOperationId(id);
        });
    OperationState before = operation.state();
    turn.emit(new OperationUpdated(agent.id(), operation.uuid(), newest.build()));
    correctTotal(turn, agent, operation, before);
    if (operation.id().isPresent() && isAwaited(turn, operation)) {
      forward(turn, operation.framework().orElseThrow(), named.build());
      if (isTerminal(operation) && !newest.hasUuid()) {
        complete(turn, agent, operation);
      }
    } else if (!mayBeAwaited(turn, agent, operation)) {
      acknowledge(turn, agent, operation, newest.build());
    }
  }

  /**
   * The total has what the operation was expected to do. If that does not hold, or if nobody knows,
   * the agent is asked to report all it has.
   */
  private static void correctTotal(
      Turn turn, Agent agent, LiveOperation operation, OperationState before) {
    boolean ended = !OperationTransitions.isTerminal(before) && isTerminal(operation);
    boolean succeeded = operation.state() == OperationState.OPERATION_FINISHED;
    if (ended && succeeded != operation.isCounted()) {
      turn.send(agent, AgentMessages.ping(false));
    }
  }

  private static boolean isTerminal(LiveOperation operation) {
    return OperationTransitions.isTerminal(operation.state());
  }

  /** Whether the framework is there, or may come back, to acknowledge. */
  private static boolean isAwaited(Turn turn, LiveOperation operation) {
    return operation.framework().flatMap(turn.state()::framework).isPresent();
  }

  /** Whether a framework that nobody has seen lately may yet want to acknowledge. */
  private static boolean mayBeAwaited(Turn turn, Agent agent, LiveOperation operation) {
    Instant since = agent.reregisteredTime().orElse(agent.registeredTime());
    return operation.id().isPresent()
        && operation.framework().filter(id -> !turn.state().isCompleted(id)).isPresent()
        && turn.now().isBefore(since.plus(ADOPTION));
  }

  private static void acknowledge(
      Turn turn, Agent agent, LiveOperation operation, OperationStatus status) {
    if (status.hasUuid()) {
      ByteString uuid = status.getUuid().getValue();
      turn.send(agent, AgentMessages.acknowledgeOperation(operation.uuid(), uuid));
    }
    if (isTerminal(operation)) {
      complete(turn, agent, operation);
    }
  }

  private static void complete(Turn turn, Agent agent, LiveOperation operation) {
    turn.emit(new OperationCompleted(agent.id(), operation.uuid()));
  }
}
