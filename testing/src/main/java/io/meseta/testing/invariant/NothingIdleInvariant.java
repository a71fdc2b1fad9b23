package io.meseta.testing.invariant;

import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.daemon.AgentNode;

/**
 * At rest every agent is registered and everything that it has is offered, since there is a
 * scheduler that wants all and gives nothing back: no wake-up was lost. What is reserved waits for
 * its role.
 */
public final class NothingIdleInvariant implements Invariant {

  @Override
  public void checkAtRest(Cluster cluster) {
    MasterSnapshot master = cluster.master().snapshot().orElseThrow();
    for (AgentNode node : cluster.agents()) {
      AgentSnapshot agent =
          master.agents().stream()
              .filter(known -> known.pid().equals(node.pid()) && known.connected())
              .findFirst()
              .orElse(null);
      require(agent != null, "%s runs and is not registered", node.name());
      if (agent != null) {
        Resources free = agent.total().minus(agent.used().unallocated()).unreserved();
        require(
            agent.offered().unallocated().equals(free),
            "%s has %s free, but offered are %s",
            node.name(),
            free,
            agent.offered().unallocated());
      }
    }
  }
}
