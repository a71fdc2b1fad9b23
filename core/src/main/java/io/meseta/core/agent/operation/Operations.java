package io.meseta.core.agent.operation;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.AgentCommand.AcknowledgeOperation;
import io.meseta.core.agent.AgentCommand.ApplyOperation;
import io.meseta.core.agent.AgentCommand.CheckpointResources;
import io.meseta.core.agent.AgentCommand.ReconcileOperations;
import io.meseta.core.agent.AgentCommand.RecordVolumeChange;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.OperationAcknowledged;
import io.meseta.core.agent.DurableAgentEvent.OperationEnded;
import io.meseta.core.agent.DurableAgentEvent.OperationKept;
import io.meseta.core.agent.DurableAgentEvent.OperationTaken;
import io.meseta.core.agent.DurableAgentEvent.ResourcesCheckpointed;
import io.meseta.core.agent.VolumeChange;
import io.meseta.core.agent.message.VolumePaths;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentOperation;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.Turn;
import io.meseta.core.resource.CheckpointedResources;
import io.meseta.core.resource.OperationConversions;
import io.meseta.core.resource.OperationResources;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.ResourceConversion;
import io.meseta.core.resource.ResourceConversion.Impossible;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.internal.Messages.ReconcileOperationsMessage;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Carries out what masters want changed of the agent's resources (Mesos reference §10): first the
 * books, then the directories of volumes, then the master is told until it acknowledges.
 */
public final class Operations {

  private final Turn turn;
  private final AgentState state;
  private final VolumePaths paths;

  /** For one turn. */
  public Operations(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
    this.paths = new VolumePaths(state.config().workDirectory());
  }

  /** Changes resources as the master has done already. */
  public void apply(ApplyOperation command) {
    ByteString uuid = command.message().getOperationUuid().getValue();
    boolean again = state.operation(uuid).isPresent() || state.wasOperation(uuid);
    if (state.phase() != AgentPhase.RUNNING || !state.follows(command.from()) || again) {
      return;
    }
    Offer.Operation info =
        OperationResources.map(command.message().getOperationInfo(), ReservationFormat::refine);
    Optional<String> error = validate(info);
    if (error.isPresent()) {
      refuse(command.message(), error.get());
      return;
    }
    Resources before = state.total();
    turn.happen(new OperationTaken(pending(command.message(), info)));
    VolumeChange change = paths.change(before, state.total());
    if (change.isEmpty()) {
      end(uuid, status(OperationState.OPERATION_FINISHED));
    } else {
      turn.tell(
          new AgentEffect.ChangeVolumes(
              new VolumeChange(uuid, change.created(), change.destroyed())));
    }
  }

  private Optional<String> validate(Offer.Operation operation) {
    Optional<String> form = OperationResources.validate(operation);
    boolean changes =
        switch (operation.getType()) {
          case RESERVE, UNRESERVE, CREATE, DESTROY, GROW_VOLUME, SHRINK_VOLUME -> true;
          case LAUNCH, LAUNCH_GROUP, CREATE_DISK, DESTROY_DISK, UNKNOWN -> false;
        };
    if (form.isPresent() || !changes || OperationResources.areProvided(operation)) {
      return Optional.of(
          form.orElse(
              "This agent has no resource provider for " + operation.getType() + " operations"));
    }
    List<ResourceConversion> conversions =
        OperationConversions.of(operation).stream().map(ResourceConversion::unallocated).toList();
    return ResourceConversion.apply(conversions, state.total()) instanceof Impossible(String why)
        ? Optional.of(why)
        : Optional.empty();
  }

  /** The master thought that this would do: it learns what there really is. */
  private void refuse(ApplyOperationMessage message, String why) {
    OperationStatus status = status(OperationState.OPERATION_ERROR).setMessage(why).build();
    Operation operation =
        pending(message, message.getOperationInfo()).toBuilder()
            .setLatestStatus(named(status, message.getOperationInfo()))
            .build();
    turn.happen(new OperationKept(operation));
    new OperationUpdates(turn).forward(operation.getUuid().getValue());
  }

  private Operation pending(ApplyOperationMessage message, Offer.Operation info) {
    Operation.Builder operation =
        Operation.newBuilder()
            .setAgentId(state.info().getId())
            .setInfo(info)
            .setUuid(message.getOperationUuid())
            .setLatestStatus(
                named(
                    OperationStatus.newBuilder()
                        .setState(OperationState.OPERATION_PENDING)
                        .setAgentId(state.info().getId())
                        .build(),
                    info));
    if (message.hasFrameworkId()) {
      operation.setFrameworkId(message.getFrameworkId());
    }
    return operation.build();
  }

  private static OperationStatus named(OperationStatus status, Offer.Operation info) {
    return info.hasId() ? status.toBuilder().setOperationId(info.getId()).build() : status;
  }

  private OperationStatus.Builder status(OperationState outcome) {
    return OperationStatus.newBuilder()
        .setState(outcome)
        .setUuid(Wire.uuid(turn.uuid()))
        .setAgentId(state.info().getId());
  }

  private void end(ByteString uuid, OperationStatus.Builder status) {
    AgentOperation operation = state.operation(uuid).orElseThrow();
    turn.happen(new OperationEnded(uuid, named(status.build(), operation.toProtobuf().getInfo())));
    new OperationUpdates(turn).forward(uuid);
  }

  /**
   * The directories of an operation are as they have to be, or cannot be made so.
   *
   * @return whether the master has to hear anew what resources there are
   */
  public boolean volumesChanged(RecordVolumeChange command) {
    ByteString uuid = command.operation();
    if (uuid == null) {
      Optional.ofNullable(command.failure()).ifPresent(this::giveUp);
      return false;
    }
    String failure = command.failure();
    Optional<AgentOperation> waiting = state.operation(uuid).filter(known -> !known.hasEnded());
    if (waiting.isEmpty()) {
      return false; // told a second time after a restart
    }
    if (failure == null) {
      end(uuid, status(OperationState.OPERATION_FINISHED));
      return false;
    }
    if (!state.canUndo(uuid)) {
      giveUp(failure);
      return false;
    }
    end(uuid, status(OperationState.OPERATION_FAILED).setMessage(failure));
    return true;
  }

  private void giveUp(String failure) {
    turn.tell(new AgentEffect.Exit("Failed to sync checkpointed resources: " + failure, true));
  }

  /** All resources that a master without knowledge of operations wants remembered. */
  public void checkpoint(CheckpointResources command) {
    List<Resource> resources = command.resources().stream().map(ReservationFormat::refine).toList();
    boolean valid =
        state.phase() == AgentPhase.RUNNING
            && state.follows(command.from())
            && ResourceValidation.validate(command.resources()).isEmpty();
    if (!valid || isNothingNew(Resources.of(resources))) {
      return;
    }
    Resources before = state.total();
    turn.happen(new ResourcesCheckpointed(resources));
    VolumeChange change = paths.change(before, state.total());
    if (!change.isEmpty()) {
      turn.tell(new AgentEffect.ChangeVolumes(change));
    }
  }

  /** Or something that cannot be: the agent would not start again with it, and ignores it. */
  private boolean isNothingNew(Resources resources) {
    Resources own = Resources.of(state.config().info().getResourcesList());
    return resources.equals(state.total().checkpointed())
        || CheckpointedResources.applyTo(own, resources).outcome().isEmpty();
  }

  /** After a restart: directories that may not have been made, or destroyed, in time. */
  public void recover() {
    if (state.incompatibility().isPresent()) {
      turn.tell(
          new AgentEffect.Exit(
              "Incompatible agent resources: " + state.incompatibility().get(), true));
      return;
    }
    VolumeChange all = paths.change(Resources.EMPTY, state.total());
    if (!all.isEmpty()) {
      turn.tell(new AgentEffect.ChangeVolumes(all));
    }
    for (AgentOperation operation : List.copyOf(state.operations())) {
      if (!operation.hasEnded()) {
        turn.tell(new AgentEffect.ChangeVolumes(remaining(operation, all.created())));
      }
    }
  }

  /** What vanishes again must not be what a later operation has made. */
  private VolumeChange remaining(AgentOperation operation, List<String> present) {
    Resources consumed = Resources.EMPTY;
    Resources converted = Resources.EMPTY;
    for (ResourceConversion conversion :
        OperationConversions.of(operation.toProtobuf().getInfo())) {
      consumed = consumed.plus(conversion.consumed());
      converted = converted.plus(conversion.converted());
    }
    VolumeChange change = paths.change(consumed, converted);
    return new VolumeChange(
        operation.uuid(),
        change.created(),
        change.destroyed().stream().filter(gone -> !present.contains(gone.path())).toList());
  }

  /** The master knows what came of an operation. */
  public void acknowledge(AcknowledgeOperation command) {
    ByteString uuid = command.message().getOperationUuid().getValue();
    ByteString status = command.message().getStatusUuid().getValue();
    boolean known =
        state.follows(command.from())
            && state
                .operation(uuid)
                .filter(operation ->
                    operation.hasEnded() && operation.status().getUuid().getValue().equals(status))
                .isPresent();
    if (known) {
      turn.happen(new OperationAcknowledged(uuid));
    }
  }

  /** A master asks about operations that this agent did not tell of. */
  public void reconcile(ReconcileOperations command) {
    if (state.phase() != AgentPhase.RUNNING || !state.follows(command.from())) {
      return;
    }
    ReconcileOperationsMessage message = command.message();
    OperationUpdates updates = new OperationUpdates(turn);
    for (ReconcileOperationsMessage.Operation asked : message.getOperationsList()) {
      if (message.hasFrameworkId()) {
        updates.answerFramework(message.getFrameworkId(), asked);
      } else if (state.operation(asked.getOperationUuid().getValue()).isEmpty()) {
        updates.tellDropped(asked.getOperationUuid());
      }
    }
  }
}
