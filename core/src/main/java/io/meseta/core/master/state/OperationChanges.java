package io.meseta.core.master.state;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.master.OperationEvent;
import io.meseta.core.master.OperationEvent.OperationCompleted;
import io.meseta.core.master.OperationEvent.OperationForgotten;
import io.meseta.core.master.OperationEvent.OperationReported;
import io.meseta.core.master.OperationEvent.OperationStarted;
import io.meseta.core.master.OperationEvent.OperationUpdated;
import java.util.LinkedHashMap;

/** What events about operations change. */
final class OperationChanges {

  private final MasterState state;

  OperationChanges(MasterState state) {
    this.state = state;
  }

  void apply(OperationEvent event) {
    Agent agent = state.agent(event.agent()).orElseThrow();
    switch (event) {
      case OperationStarted started -> {
        state.serials.operationStarted();
        add(agent, new LiveOperation(started.operation(), true));
        agent.resourcesChanged(started.total());
        state.allocator.changeTotal(started.agent(), started.total());
      }
      case OperationReported reported -> add(agent, new LiveOperation(reported.operation(), false));
      case OperationUpdated updated -> known(agent, updated.uuid()).update(updated.status());
      case OperationCompleted completed -> remove(agent, completed.uuid());
      case OperationForgotten forgotten -> remove(agent, forgotten.uuid());
    }
    agent.changed();
  }

  private void add(Agent agent, LiveOperation operation) {
    agent.operations.put(operation.uuid(), operation);
    operation
        .framework()
        .ifPresent(framework ->
            state
                .operations
                .computeIfAbsent(framework, _ -> new LinkedHashMap<>())
                .put(operation.uuid(), operation));
  }

  private void remove(Agent agent, ByteString uuid) {
    LiveOperation operation = known(agent, uuid);
    agent.operations.remove(uuid);
    operation
        .framework()
        .ifPresent(framework ->
            state.operations.computeIfPresent(
                framework,
                (_, operations) -> {
                  operations.remove(uuid);
                  return operations.isEmpty() ? null : operations;
                }));
  }

  private static LiveOperation known(Agent agent, ByteString uuid) {
    AgentId id = agent.id();
    return agent
        .operation(uuid)
        .orElseThrow(() -> new IllegalStateException("no such operation on agent " + id));
  }
}
