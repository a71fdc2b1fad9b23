package io.meseta.core.agent.machine;

import io.meseta.core.agent.AgentCommand.ApplyOperation;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.UUID;

/** Answers offer operations: this agent cannot reserve resources or create volumes yet. */
final class Operations {

  private final Turn turn;
  private final AgentState state;

  Operations(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void refuse(ApplyOperation command) {
    if (state.phase() != AgentPhase.RUNNING || !state.follows(command.from())) {
      return;
    }
    ApplyOperationMessage operation = command.message();
    OperationStatus status = status(operation);
    UpdateOperationStatusMessage.Builder answer =
        UpdateOperationStatusMessage.newBuilder()
            .setSlaveId(state.info().getId())
            .setStatus(status)
            .setLatestStatus(status)
            .setOperationUuid(operation.getOperationUuid());
    if (operation.hasFrameworkId()) {
      answer.setFrameworkId(operation.getFrameworkId());
    }
    turn.tellMaster(answer.build());
  }

  private OperationStatus status(ApplyOperationMessage operation) {
    OperationStatus.Builder status =
        OperationStatus.newBuilder()
            .setState(OperationState.OPERATION_ERROR)
            .setMessage("This agent does not support offer operations yet")
            .setUuid(UUID.newBuilder().setValue(turn.uuid()))
            .setAgentId(state.info().getId());
    if (operation.getOperationInfo().hasId()) {
      status.setOperationId(operation.getOperationInfo().getId());
    }
    return status.build();
  }
}
