package io.meseta.agent.api.operator;

import io.meseta.core.agent.AgentSnapshot;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;

/** The operator calls that only read, answered from a snapshot (Mesos reference §3.3). */
final class OperatorReads {

  private OperatorReads() {}

  /** How to answer the call, or empty if it changes something or is not served yet. */
  static Optional<Function<AgentSnapshot, Response>> of(Call call) {
    return switch (call.getType()) {
      case GET_HEALTH -> Optional.of(_ -> health());
      case GET_OPERATIONS -> Optional.of(OperatorReads::operations);
      default -> Optional.empty();
    };
  }

  private static Response health() {
    return Response.newBuilder()
        .setType(Response.Type.GET_HEALTH)
        .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true))
        .build();
  }

  /** Those whose outcome nobody has acknowledged. */
  private static Response operations(AgentSnapshot agent) {
    return Response.newBuilder()
        .setType(Response.Type.GET_OPERATIONS)
        .setGetOperations(Response.GetOperations.newBuilder().addAllOperations(agent.operations()))
        .build();
  }
}
