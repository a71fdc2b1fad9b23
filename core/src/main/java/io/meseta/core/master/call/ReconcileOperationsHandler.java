package io.meseta.core.master.call;

import io.meseta.core.AgentId;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveOperation;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.ReconcileOperationsMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** RECONCILE_OPERATIONS: says what the master knows of operations (Mesos reference §11.4). */
final class ReconcileOperationsHandler {

  private ReconcileOperationsHandler() {}

  static void handle(Turn turn, Framework framework, Call.ReconcileOperations body) {
    if (body.getOperationsCount() == 0) {
      turn.state()
          .operations(framework.id())
          .forEach(operation -> send(turn, framework, operation.reconciliationStatus()));
    }
    Map<AgentId, ReconcileOperationsMessage.Builder> questions = new LinkedHashMap<>();
    for (Call.ReconcileOperations.Operation asked : body.getOperationsList()) {
      if (isForProvider(turn, framework, asked)) {
        questions
            .computeIfAbsent(
                Ids.of(asked.getAgentId()),
                _ ->
                    ReconcileOperationsMessage.newBuilder()
                        .setFrameworkId(Ids.toProtobuf(framework.id())))
            .addOperations(
                ReconcileOperationsMessage.Operation.newBuilder()
                    .setOperationId(asked.getOperationId())
                    .setResourceProviderId(asked.getResourceProviderId()));
      } else {
        send(turn, framework, answer(turn, framework, asked));
      }
    }
    questions.forEach(
        (agent, question) -> turn.send(turn.state().agent(agent).orElseThrow(), question.build()));
  }

  private static void send(Turn turn, Framework framework, OperationStatus status) {
    turn.send(framework, SchedulerEvents.update(status));
  }

  /** Only its agent knows of a resource provider that has not been seen here. */
  private static boolean isForProvider(
      Turn turn, Framework framework, Call.ReconcileOperations.Operation asked) {
    return asked.hasResourceProviderId()
        && known(turn, framework, asked).isEmpty()
        && turn.state()
            .agent(Ids.of(asked.getAgentId()))
            .filter(agent -> agent.has(Capability.Type.AGENT_OPERATION_FEEDBACK))
            .isPresent();
  }

  private static Optional<LiveOperation> known(
      Turn turn, Framework framework, Call.ReconcileOperations.Operation asked) {
    return turn.state().operation(framework.id(), Ids.of(asked.getOperationId()));
  }

  private static OperationStatus answer(
      Turn turn, Framework framework, Call.ReconcileOperations.Operation asked) {
    return known(turn, framework, asked)
        .map(LiveOperation::reconciliationStatus)
        .orElseGet(() -> unknown(asked, verdict(turn, asked)));
  }

  private enum Verdict {
    RECOVERING(OperationState.OPERATION_RECOVERING, "Agent is recovered but has not re-registered"),
    NOT_ON_AGENT(OperationState.OPERATION_UNKNOWN, "Operation is unknown"),
    UNREACHABLE(OperationState.OPERATION_UNREACHABLE, "Agent is unreachable"),
    GONE(OperationState.OPERATION_GONE_BY_OPERATOR, "Agent marked gone by operator"),
    UNKNOWN(OperationState.OPERATION_UNKNOWN, "Both operation and agent are unknown"),
    NO_AGENT(
        OperationState.OPERATION_UNKNOWN, "Operation is unknown and no 'agent_id' was provided");

    private final OperationState state;
    private final String text;

    Verdict(OperationState state, String text) {
      this.state = state;
      this.text = text;
    }
  }

  private static Verdict verdict(Turn turn, Call.ReconcileOperations.Operation asked) {
    if (!asked.hasAgentId()) {
      return Verdict.NO_AGENT;
    }
    return switch (turn.state().membership().stage(Ids.of(asked.getAgentId()))) {
      case RECOVERED -> Verdict.RECOVERING;
      case REGISTERED, DISCONNECTED -> Verdict.NOT_ON_AGENT;
      case UNREACHABLE -> Verdict.UNREACHABLE;
      case GONE -> Verdict.GONE;
      case UNKNOWN, REMOVED -> Verdict.UNKNOWN;
    };
  }

  private static OperationStatus unknown(
      Call.ReconcileOperations.Operation asked, Verdict verdict) {
    OperationStatus.Builder status =
        OperationStatus.newBuilder()
            .setOperationId(asked.getOperationId())
            .setState(verdict.state)
            .setMessage("Reconciliation: " + verdict.text);
    if (asked.hasAgentId()) {
      status.setAgentId(asked.getAgentId());
    }
    if (asked.hasResourceProviderId()) {
      status.setResourceProviderId(asked.getResourceProviderId());
    }
    return status.build();
  }
}
