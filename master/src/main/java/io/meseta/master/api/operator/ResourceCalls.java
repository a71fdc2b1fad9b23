package io.meseta.master.api.operator;

import io.meseta.core.AgentId;
import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand.ChangeResources;
import io.meseta.core.resource.ResourceValidation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Call;

/** The operator calls that change resources of an agent (Mesos reference §3.1, §10). */
final class ResourceCalls {

  private ResourceCalls() {}

  /** The command of the call, or empty if it changes no resources. */
  static Optional<Function<RequestId, MasterCommand>> of(Call call) {
    Operation.Builder operation = Operation.newBuilder();
    return switch (call.getType()) {
      case RESERVE_RESOURCES -> {
        Call.ReserveResources body = call.getReserveResources();
        operation
            .setType(Operation.Type.RESERVE)
            .getReserveBuilder()
            .addAllSource(body.getSourceList())
            .addAllResources(body.getResourcesList());
        yield change(body.getAgentId(), operation);
      }
      case UNRESERVE_RESOURCES -> {
        Call.UnreserveResources body = call.getUnreserveResources();
        operation
            .setType(Operation.Type.UNRESERVE)
            .getUnreserveBuilder()
            .addAllResources(body.getResourcesList());
        yield change(body.getAgentId(), operation);
      }
      case CREATE_VOLUMES -> {
        Call.CreateVolumes body = call.getCreateVolumes();
        operation
            .setType(Operation.Type.CREATE)
            .getCreateBuilder()
            .addAllVolumes(body.getVolumesList());
        yield change(body.getAgentId(), operation);
      }
      case DESTROY_VOLUMES -> {
        Call.DestroyVolumes body = call.getDestroyVolumes();
        operation
            .setType(Operation.Type.DESTROY)
            .getDestroyBuilder()
            .addAllVolumes(body.getVolumesList());
        yield change(body.getAgentId(), operation);
      }
      case GROW_VOLUME -> {
        Call.GrowVolume body = call.getGrowVolume();
        operation
            .setType(Operation.Type.GROW_VOLUME)
            .getGrowVolumeBuilder()
            .setVolume(body.getVolume())
            .setAddition(body.getAddition());
        yield change(body.getAgentId(), operation);
      }
      case SHRINK_VOLUME -> {
        Call.ShrinkVolume body = call.getShrinkVolume();
        operation
            .setType(Operation.Type.SHRINK_VOLUME)
            .getShrinkVolumeBuilder()
            .setVolume(body.getVolume())
            .setSubtract(body.getSubtract());
        yield change(body.getAgentId(), operation);
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Function<RequestId, MasterCommand>> change(
      AgentID agent, Operation.Builder operation) {
    Operation complete = operation.build();
    return Optional.of(request ->
        new ChangeResources(request, new AgentId(agent.getValue()), complete, Optional.empty()));
  }

  /** What is wrong with the call whatever the state of the cluster, in Mesos' words. */
  static Optional<String> validate(Call call) {
    return switch (call.getType()) {
      case RESERVE_RESOURCES -> validate(call.getReserveResources().getResourcesList());
      case UNRESERVE_RESOURCES -> validate(call.getUnreserveResources().getResourcesList());
      case GROW_VOLUME -> validateAgent(call.getGrowVolume().hasAgentId());
      case SHRINK_VOLUME -> validateAgent(call.getShrinkVolume().hasAgentId());
      default -> Optional.empty();
    };
  }

  private static Optional<String> validate(List<Resource> resources) {
    return ResourceValidation.validate(resources);
  }

  private static Optional<String> validateAgent(boolean named) {
    return named
        ? Optional.empty()
        : Optional.of(
            "Expecting 'agent_id' to be present; only agent default resources are supported right"
                + " now");
  }
}
