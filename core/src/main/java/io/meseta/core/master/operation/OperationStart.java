package io.meseta.core.master.operation;

import com.google.protobuf.ByteString;
import io.meseta.core.master.AgentEvent.AgentResourcesChanged;
import io.meseta.core.master.OperationEvent.OperationStarted;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.core.resource.OperationConversions;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.ResourceConversion;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.internal.Messages.CheckpointResourcesMessage;
import io.meseta.protocol.internal.Messages.ResourceVersionUUID;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.UUID;

/**
 * Makes the outcome of a valid operation part of the agent's total, and tells the agent to carry it
 * out: by itself if the agent knows operations, or as all the resources it has to remember.
 */
public final class OperationStart {

  private OperationStart() {}

  /** Starts an operation whose resources are free on the agent. */
  static void start(
      Turn turn, Agent agent, Optional<Framework> framework, Offer.Operation operation) {
    Resources total = converted(agent.total(), operation);
    if (!agent.has(Capability.Type.RESOURCE_PROVIDER)) {
      turn.emit(new AgentResourcesChanged(agent.id(), total));
      checkpoint(turn, agent);
      return;
    }
    Operation started = pending(turn, agent, framework, operation);
    turn.emit(new OperationStarted(agent.id(), started, total));
    ApplyOperationMessage.Builder message =
        ApplyOperationMessage.newBuilder()
            .setOperationInfo(started.getInfo())
            .setOperationUuid(started.getUuid())
            .setResourceVersionUuid(
                ResourceVersionUUID.newBuilder()
                    .setUuid(uuid(agent.resourceVersion().orElse(ByteString.EMPTY))));
    framework.ifPresent(known -> message.setFrameworkId(Ids.toProtobuf(known.id())));
    turn.send(agent, message.build());
  }

  private static Resources converted(Resources total, Offer.Operation operation) {
    List<ResourceConversion> conversions =
        OperationConversions.of(operation).stream().map(ResourceConversion::unallocated).toList();
    return ResourceConversion.apply(conversions, total)
        .outcome()
        .orElseThrow(() -> new IllegalStateException(total + " lacks what was offered of it"));
  }

  private static Operation pending(
      Turn turn, Agent agent, Optional<Framework> framework, Offer.Operation operation) {
    OperationStatus.Builder status =
        OperationStatus.newBuilder()
            .setState(OperationState.OPERATION_PENDING)
            .setAgentId(Ids.toProtobuf(agent.id()));
    if (operation.hasId()) {
      status.setOperationId(operation.getId());
    }
    Operation.Builder pending =
        Operation.newBuilder()
            .setAgentId(Ids.toProtobuf(agent.id()))
            .setInfo(operation)
            .setLatestStatus(status)
            .setUuid(uuid(turn.state().nextOperationUuid()));
    framework.ifPresent(known -> pending.setFrameworkId(Ids.toProtobuf(known.id())));
    return pending.build();
  }

  private static UUID.Builder uuid(ByteString bytes) {
    return UUID.newBuilder().setValue(bytes);
  }

  /**
   * Tells an agent that knows no operations all that it has to remember. One that does not even
   * know refined reservations cannot be told of any; as in Mesos it then is told nothing.
   */
  public static void checkpoint(Turn turn, Agent agent) {
    List<Resource> resources = agent.total().checkpointed().toProtobuf();
    List<Resource> coarse =
        resources.stream()
            .flatMap(resource -> ReservationFormat.coarsen(resource).stream())
            .toList();
    boolean refines = agent.has(Capability.Type.RESERVATION_REFINEMENT);
    if (refines || coarse.size() == resources.size()) {
      turn.send(
          agent,
          CheckpointResourcesMessage.newBuilder()
              .addAllResources(refines ? resources : coarse)
              .build());
    }
  }
}
