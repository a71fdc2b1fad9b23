package io.meseta.core.agent.operation;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.TransientAgentEvent.OperationForwarded;
import io.meseta.core.agent.state.AgentOperation;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.ReconcileOperationsMessage;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.UUID;

/** Tells the master what became of operations, until it acknowledges (Mesos reference §10.13). */
public final class OperationUpdates {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

  private final Turn turn;
  private final AgentState state;

  /** For one turn. */
  public OperationUpdates(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  /** Tells the outcome for the first time. */
  void forward(ByteString uuid) {
    forward(state.operation(uuid).orElseThrow(), FIRST_RETRY);
  }

  /** Tells it again, because nobody has acknowledged it. */
  public void retry(ByteString uuid) {
    AgentOperation operation = state.operation(uuid).orElseThrow();
    Duration doubled = operation.interval().multipliedBy(2);
    forward(operation, doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY);
  }

  /** Tells all outcomes anew, because the master may have changed or forgotten. */
  public void resume() {
    state.operations().stream()
        .filter(AgentOperation::hasEnded)
        .forEach(operation -> forward(operation, FIRST_RETRY));
  }

  private void forward(AgentOperation operation, Duration retry) {
    if (state.phase() != AgentPhase.RUNNING) {
      return;
    }
    turn.happen(new OperationForwarded(operation.uuid(), turn.now().plus(retry), retry));
    UpdateOperationStatusMessage.Builder message =
        update(operation.toProtobuf().getUuid(), operation.status())
            .setLatestStatus(operation.status());
    if (operation.toProtobuf().hasFrameworkId()) {
      message.setFrameworkId(operation.toProtobuf().getFrameworkId());
    }
    turn.tellMaster(message.build());
  }

  private UpdateOperationStatusMessage.Builder update(UUID operation, OperationStatus status) {
    return UpdateOperationStatusMessage.newBuilder()
        .setSlaveId(state.info().getId())
        .setStatus(status)
        .setOperationUuid(operation);
  }

  /** The operation never came here; this is not repeated. */
  void tellDropped(UUID operation) {
    OperationStatus status =
        OperationStatus.newBuilder()
            .setState(OperationState.OPERATION_DROPPED)
            .setAgentId(state.info().getId())
            .build();
    turn.tellMaster(update(operation, status).build());
  }

  /** A framework asks about an operation of a resource provider, of which there is none here. */
  void answerFramework(FrameworkID framework, ReconcileOperationsMessage.Operation asked) {
    Optional<AgentOperation> known =
        state.operations().stream()
            .filter(operation ->
                operation.toProtobuf().getFrameworkId().equals(framework)
                    && operation.toProtobuf().getInfo().getId().equals(asked.getOperationId()))
            .findFirst();
    OperationStatus.Builder status =
        known
            .map(operation -> operation.status().toBuilder().clearUuid())
            .orElseGet(() ->
                OperationStatus.newBuilder()
                    .setState(OperationState.OPERATION_UNKNOWN)
                    .setOperationId(asked.getOperationId())
                    .setAgentId(state.info().getId()));
    if (asked.hasResourceProviderId() && known.isEmpty()) {
      status.setResourceProviderId(asked.getResourceProviderId());
    }
    UpdateOperationStatusMessage.Builder message =
        UpdateOperationStatusMessage.newBuilder()
            .setFrameworkId(framework)
            .setSlaveId(state.info().getId())
            .setStatus(status);
    known.ifPresent(operation -> message.setOperationUuid(operation.toProtobuf().getUuid()));
    turn.tellMaster(message.build());
  }
}
