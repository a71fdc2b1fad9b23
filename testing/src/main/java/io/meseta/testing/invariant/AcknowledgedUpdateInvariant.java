package io.meseta.testing.invariant;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.DurableAgentEvent.UpdateAcknowledged;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.daemon.AgentNode;
import io.meseta.testing.observe.Observation;
import java.util.HashSet;
import java.util.Set;

/**
 * What a scheduler has acknowledged its agent never sends again; what it has not is sent until it
 * has, so that at rest no agent waits for an acknowledgement.
 */
public final class AcknowledgedUpdateInvariant implements Invariant {

  private final Set<ByteString> acknowledged = new HashSet<>();

  @Override
  public void observe(Observation observation) {
    if (observation instanceof Observation.Released released) {
      for (Object event : released.step().events()) {
        if (event instanceof UpdateAcknowledged done) {
          acknowledged.add(done.uuid());
        }
      }
      for (Object effect : released.step().effects()) {
        if (effect instanceof AgentEffect.SendMessage send
            && send.message() instanceof StatusUpdateMessage message) {
          check(released.node(), message);
        }
      }
    }
  }

  private void check(String agent, StatusUpdateMessage message) {
    require(
        !acknowledged.contains(message.getUpdate().getUuid()),
        "%s sends %s of %s again, which was acknowledged",
        agent,
        message.getUpdate().getStatus().getState(),
        message.getUpdate().getStatus().getTaskId().getValue());
  }

  @Override
  public void checkAtRest(Cluster cluster) {
    for (AgentNode agent : cluster.agents()) {
      AgentSnapshot snapshot = agent.snapshot().orElseThrow();
      for (AgentSnapshot.Framework framework : snapshot.frameworks()) {
        for (AgentSnapshot.Executor executor : framework.executors()) {
          require(
              executor.tasks().terminated().isEmpty(),
              "%s still waits for acknowledgements of %s",
              agent.name(),
              executor.tasks().terminated().stream().map(t -> t.getTaskId().getValue()).toList());
        }
      }
    }
  }
}
