package io.meseta.master.api.operator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand.RemoveQuota;
import io.meseta.core.master.OperatorCommand.SetQuota;
import io.meseta.core.master.OperatorCommand.UpdateQuota;
import io.meseta.core.master.OperatorCommand.UpdateWeights;
import java.util.Optional;
import java.util.function.Function;
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
      default -> Optional.empty();
    };
  }
}
