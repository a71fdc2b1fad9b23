package io.meseta.core.master.call;

import com.google.protobuf.ByteString;
import io.meseta.core.OperationId;
import io.meseta.core.master.OperationEvent.OperationCompleted;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveOperation;
import io.meseta.core.master.state.OperationTransitions;
import io.meseta.core.master.state.Turn;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * ACKNOWLEDGE_OPERATION_STATUS: passed on to the agent, which then stops repeating the status. That
 * of the last one ends the operation (Mesos reference §10.13). What nobody has sent is ignored.
 */
final class AcknowledgeOperationHandler {

  private AcknowledgeOperationHandler() {}

  static void handle(Turn turn, Framework framework, Call.AcknowledgeOperationStatus body) {
    OperationId id = Ids.of(body.getOperationId());
    ByteString uuid = body.getUuid();
    Optional<Agent> agent =
        turn.state()
            .agent(Ids.of(body.getAgentId()))
            .filter(known ->
                known.isConnected() && known.has(Capability.Type.AGENT_OPERATION_FEEDBACK));
    Optional<LiveOperation> operation =
        turn.state()
            .operation(framework.id(), id)
            .filter(known -> agent.filter(a -> a.id().equals(known.agent())).isPresent());
    Optional<OperationStatus> status = operation.flatMap(known -> known.status(uuid));
    if (status.isEmpty()) {
      return; // the agent will repeat what it has to
    }
    LiveOperation known = operation.get();
    turn.send(agent.get(), AgentMessages.acknowledgeOperation(known.uuid(), uuid));
    if (OperationTransitions.isTerminal(status.get().getState())) {
      turn.emit(new OperationCompleted(known.agent(), known.uuid()));
    }
  }
}
