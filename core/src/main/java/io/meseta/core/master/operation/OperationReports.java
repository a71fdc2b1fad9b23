package io.meseta.core.master.operation;

import com.google.protobuf.ByteString;
import io.meseta.core.master.OperationEvent.OperationForgotten;
import io.meseta.core.master.OperationEvent.OperationReported;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.LiveOperation;
import io.meseta.core.master.state.Turn;
import io.meseta.core.resource.OperationResources;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.protocol.internal.Messages.ReconcileOperationsMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.UUID;

/** What an agent says of its operations, and what is said of them when the agent is lost. */
public final class OperationReports {

  private OperationReports() {}

  /**
   * Takes in which operations an agent has, and asks it about those that it should have and does
   * not tell of; its answer is that they were dropped.
   */
  public static void reconcile(Turn turn, Agent agent, List<Operation> reported) {
    Set<ByteString> uuids = new HashSet<>();
    reported.forEach(operation -> uuids.add(operation.getUuid().getValue()));
    ReconcileOperationsMessage.Builder question = ReconcileOperationsMessage.newBuilder();
    for (LiveOperation operation : agent.operations()) {
      if (!uuids.contains(operation.uuid())) {
        question.addOperations(
            ReconcileOperationsMessage.Operation.newBuilder()
                .setOperationUuid(UUID.newBuilder().setValue(operation.uuid())));
      }
    }
    for (Operation operation : reported) {
      boolean known = agent.operation(operation.getUuid().getValue()).isPresent();
      boolean valid = OperationResources.validate(operation.getInfo()).isEmpty();
      if (!known && valid) {
        turn.emit(new OperationReported(agent.id(), refined(operation, agent)));
      }
    }
    if (question.getOperationsCount() > 0) {
      turn.send(agent, question.build());
    }
  }

  private static Operation refined(Operation operation, Agent agent) {
    return operation.toBuilder()
        .setAgentId(Ids.toProtobuf(agent.id()))
        .setInfo(OperationResources.map(operation.getInfo(), ReservationFormat::refine))
        .build();
  }

  /** Tells frameworks that nobody knows what becomes of their operations on the agent. */
  public static void lose(Turn turn, Agent agent, OperationState state, String message) {
    for (LiveOperation operation : List.copyOf(agent.operations())) {
      operation
          .id()
          .flatMap(_ -> operation.framework())
          .flatMap(turn.state()::framework)
          .ifPresent(framework ->
              turn.send(
                  framework,
                  SchedulerEvents.update(
                      OperationStatus.newBuilder()
                          .setOperationId(operation.toProtobuf().getInfo().getId())
                          .setState(state)
                          .setMessage(message)
                          .setAgentId(Ids.toProtobuf(agent.id()))
                          .build())));
    }
    forget(turn, agent);
  }

  /** Forgets the operations on the agent; it will tell of them should it come back. */
  public static void forget(Turn turn, Agent agent) {
    for (LiveOperation operation : List.copyOf(agent.operations())) {
      turn.emit(new OperationForgotten(agent.id(), operation.uuid()));
    }
  }
}
