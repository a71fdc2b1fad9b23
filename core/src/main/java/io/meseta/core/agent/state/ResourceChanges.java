package io.meseta.core.agent.state;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.DurableAgentEvent.OperationAcknowledged;
import io.meseta.core.agent.DurableAgentEvent.OperationEnded;
import io.meseta.core.agent.DurableAgentEvent.OperationKept;
import io.meseta.core.agent.DurableAgentEvent.OperationTaken;
import io.meseta.core.agent.DurableAgentEvent.ResourcesCheckpointed;
import io.meseta.core.resource.CheckpointedResources;
import io.meseta.core.resource.OperationConversions;
import io.meseta.core.resource.ResourceConversion;
import io.meseta.core.resource.ResourceConversion.Converted;
import io.meseta.core.resource.ResourceConversion.Impossible;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;

/** What operations change: the agent's resources, and what it has to say of the operations. */
final class ResourceChanges {

  private final AgentState state;

  ResourceChanges(AgentState state) {
    this.state = state;
  }

  void take(OperationTaken taken) {
    keep(new OperationKept(taken.operation()));
    convert(conversions(taken.operation().getInfo()));
  }

  void keep(OperationKept kept) {
    AgentOperation operation = new AgentOperation(kept.operation());
    state.operations.put(operation.uuid(), operation);
  }

  /** What did not succeed is undone. */
  void end(OperationEnded ended) {
    AgentOperation operation = known(ended.uuid());
    if (ended.status().getState() != OperationState.OPERATION_FINISHED) {
      convert(undoing(operation.toProtobuf().getInfo()));
    }
    operation.end(ended.status());
  }

  void acknowledge(OperationAcknowledged acknowledged) {
    known(acknowledged.uuid());
    state.operations.remove(acknowledged.uuid());
    state.rememberOperation(acknowledged.uuid());
    state.deadlines.clear(new Deadline.OperationRetry(acknowledged.uuid()));
  }

  void checkpoint(ResourcesCheckpointed checkpointed) {
    accept(
        CheckpointedResources.applyTo(
            Resources.of(state.config.info().getResourcesList()),
            Resources.of(checkpointed.resources())));
  }

  private AgentOperation known(ByteString uuid) {
    AgentOperation operation = state.operations.get(uuid);
    if (operation == null) {
      throw new IllegalStateException("an operation that is not here");
    }
    return operation;
  }

  private void convert(List<ResourceConversion> conversions) {
    accept(ResourceConversion.apply(conversions, state.total));
  }

  /** Impossible only if the operator gave the agent less than was changed of it before. */
  private void accept(ResourceConversion.Result result) {
    switch (result) {
      case Converted(Resources resources) -> state.total = resources;
      case Impossible(String why) -> state.incompatibility = why;
    }
  }

  /** What the operation does to resources that are allocated to nobody. */
  static List<ResourceConversion> conversions(Offer.Operation operation) {
    return OperationConversions.of(operation).stream()
        .map(ResourceConversion::unallocated)
        .toList();
  }

  static List<ResourceConversion> undoing(Offer.Operation operation) {
    List<ResourceConversion> undoing = new ArrayList<>();
    conversions(operation)
        .forEach(c -> undoing.add(new ResourceConversion(c.converted(), c.consumed())));
    Collections.reverse(undoing);
    return undoing;
  }
}
