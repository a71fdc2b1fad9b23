package io.meseta.master.api.operator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand.DeactivateAgent;
import io.meseta.core.master.OperatorCommand.DrainAgent;
import io.meseta.core.master.OperatorCommand.ReactivateAgent;
import io.meseta.core.master.OperatorCommand.RemoveQuota;
import io.meseta.core.master.OperatorCommand.SetQuota;
import io.meseta.core.master.OperatorCommand.StartMaintenance;
import io.meseta.core.master.OperatorCommand.StopMaintenance;
import io.meseta.core.master.OperatorCommand.UpdateMaintenanceSchedule;
import io.meseta.core.master.OperatorCommand.UpdateQuota;
import io.meseta.core.master.OperatorCommand.UpdateWeights;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.master.Protos.Call;

/** The operator calls that change something, as commands of the core (Mesos reference §3.1). */
final class OperatorCommands {

  private OperatorCommands() {}

  /** The command of the call, or empty if the call only reads or is not served yet. */
  static Optional<Function<RequestId, MasterCommand>> of(Call call) {
    return switch (call.getType()) {
      case TEARDOWN -> {
        FrameworkId framework = new FrameworkId(call.getTeardown().getFrameworkId().getValue());
        yield Optional.of(request -> new MasterCommand.TearDownFramework(request, framework));
      }
      case MARK_AGENT_GONE -> {
        AgentId agent = new AgentId(call.getMarkAgentGone().getAgentId().getValue());
        yield Optional.of(request -> new MasterCommand.MarkAgentGone(request, agent));
      }
      case UPDATE_QUOTA -> {
        Call.UpdateQuota body = call.getUpdateQuota();
        yield Optional.of(
            request -> new UpdateQuota(request, body.getQuotaConfigsList(), body.getForce()));
      }
      case SET_QUOTA ->
          Optional.of(request -> new SetQuota(request, call.getSetQuota().getQuotaRequest()));
      case REMOVE_QUOTA ->
          Optional.of(request -> new RemoveQuota(request, call.getRemoveQuota().getRole()));
      case UPDATE_WEIGHTS ->
          Optional.of(
              request -> new UpdateWeights(request, call.getUpdateWeights().getWeightInfosList()));
      case UPDATE_MAINTENANCE_SCHEDULE ->
          Optional.of(request ->
              new UpdateMaintenanceSchedule(
                  request, call.getUpdateMaintenanceSchedule().getSchedule()));
      case START_MAINTENANCE ->
          Optional.of(request ->
              new StartMaintenance(request, call.getStartMaintenance().getMachinesList()));
      case STOP_MAINTENANCE ->
          Optional.of(
              request -> new StopMaintenance(request, call.getStopMaintenance().getMachinesList()));
      case DEACTIVATE_AGENT -> {
        AgentId agent = new AgentId(call.getDeactivateAgent().getAgentId().getValue());
        yield Optional.of(request -> new DeactivateAgent(request, agent));
      }
      case REACTIVATE_AGENT -> {
        AgentId agent = new AgentId(call.getReactivateAgent().getAgentId().getValue());
        yield Optional.of(request -> new ReactivateAgent(request, agent));
      }
      case DRAIN_AGENT -> {
        AgentId agent = new AgentId(call.getDrainAgent().getAgentId().getValue());
        DrainConfig config = drainConfig(call.getDrainAgent());
        yield Optional.of(request -> new DrainAgent(request, agent, config));
      }
      default -> ResourceCalls.of(call);
    };
  }

  private static DrainConfig drainConfig(Call.DrainAgent body) {
    DrainConfig.Builder config = DrainConfig.newBuilder().setMarkGone(body.getMarkGone());
    if (body.hasMaxGracePeriod()) {
      config.setMaxGracePeriod(
          DurationInfo.newBuilder()
              .setNanoseconds(
                  body.getMaxGracePeriod().getSeconds() * 1_000_000_000L
                      + body.getMaxGracePeriod().getNanos()));
    }
    return config.build();
  }
}
