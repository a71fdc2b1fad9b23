package io.meseta.master.api.operator;

import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.view.RoleRulesMessages;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/** The operator calls that only read, answered from a snapshot (Mesos reference §3.1). */
final class OperatorReads {

  private OperatorReads() {}

  /** How to answer the call, or empty if it changes something or is not served yet. */
  static Optional<Function<MasterSnapshot, Response>> of(Call call) {
    return switch (call.getType()) {
      case GET_HEALTH -> Optional.of(_ -> health());
      case GET_OPERATIONS -> Optional.of(OperatorReads::operations);
      case GET_QUOTA -> Optional.of(OperatorReads::quota);
      case GET_WEIGHTS -> Optional.of(OperatorReads::weights);
      case GET_MAINTENANCE_SCHEDULE -> Optional.of(OperatorReads::maintenanceSchedule);
      case GET_MAINTENANCE_STATUS -> Optional.of(OperatorReads::maintenanceStatus);
      default -> Optional.empty();
    };
  }

  private static Response health() {
    return Response.newBuilder()
        .setType(Response.Type.GET_HEALTH)
        .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true))
        .build();
  }

  /** What agents were told to do and nobody has acknowledged yet. */
  private static Response operations(MasterSnapshot master) {
    Response.GetOperations.Builder operations = Response.GetOperations.newBuilder();
    master.agents().forEach(agent -> operations.addAllOperations(agent.operations()));
    return Response.newBuilder()
        .setType(Response.Type.GET_OPERATIONS)
        .setGetOperations(operations)
        .build();
  }

  private static Response quota(MasterSnapshot master) {
    return Response.newBuilder()
        .setType(Response.Type.GET_QUOTA)
        .setGetQuota(
            Response.GetQuota.newBuilder().setStatus(RoleRulesMessages.quotas(master.roleRules())))
        .build();
  }

  private static Response weights(MasterSnapshot master) {
    return Response.newBuilder()
        .setType(Response.Type.GET_WEIGHTS)
        .setGetWeights(
            Response.GetWeights.newBuilder()
                .addAllWeightInfos(RoleRulesMessages.weights(master.roleRules())))
        .build();
  }

  private static Response maintenanceSchedule(MasterSnapshot master) {
    return Response.newBuilder()
        .setType(Response.Type.GET_MAINTENANCE_SCHEDULE)
        .setGetMaintenanceSchedule(
            Response.GetMaintenanceSchedule.newBuilder()
                .setSchedule(master.maintenance().schedule()))
        .build();
  }

  private static Response maintenanceStatus(MasterSnapshot master) {
    return Response.newBuilder()
        .setType(Response.Type.GET_MAINTENANCE_STATUS)
        .setGetMaintenanceStatus(
            Response.GetMaintenanceStatus.newBuilder().setStatus(master.maintenance().status()))
        .build();
  }
}
