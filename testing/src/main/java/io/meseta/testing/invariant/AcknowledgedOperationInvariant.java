package io.meseta.testing.invariant;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.DurableAgentEvent.OperationAcknowledged;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.daemon.AgentNode;
import io.meseta.testing.observe.Observation;
import java.util.HashSet;
import java.util.Set;

/**
 * The outcome of an operation that was acknowledged its agent never sends again; any other is sent
 * until it is, so that at rest no agent waits for an acknowledgement. What has no uuid answers a
 * question, and wants none.
 */
public final class AcknowledgedOperationInvariant implements Invariant {

  private final Set<ByteString> acknowledged = new HashSet<>();

  @Override
  public void observe(Observation observation) {
    if (observation instanceof Observation.Released released) {
      for (Object event : released.step().events()) {
        if (event instanceof OperationAcknowledged done) {
          acknowledged.add(done.uuid());
        }
      }
      for (Object effect : released.step().effects()) {
        if (effect instanceof AgentEffect.SendMessage send
            && send.message() instanceof UpdateOperationStatusMessage message
            && message.getStatus().hasUuid()) {
          check(released.node(), message);
        }
      }
    }
  }

  private void check(String agent, UpdateOperationStatusMessage message) {
    require(
        !acknowledged.contains(message.getOperationUuid().getValue()),
        "%s sends %s of operation %s again, which was acknowledged",
        agent,
        message.getStatus().getState(),
        message.getStatus().getOperationId().getValue());
  }

  @Override
  public void checkAtRest(Cluster cluster) {
    for (AgentNode agent : cluster.agents()) {
      AgentSnapshot snapshot = agent.snapshot().orElseThrow();
      require(
          snapshot.operations().isEmpty(),
          "%s still waits for acknowledgements of operations: %s",
          agent.name(),
          snapshot.operations());
    }
  }
}
