package io.meseta.testing.invariant;

import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.daemon.AgentNode;

/**
 * At rest the master counts for each agent what the agent counts itself, whatever operations have
 * made of it.
 */
public final class SameTotalInvariant implements Invariant {

  @Override
  public void checkAtRest(Cluster cluster) {
    MasterSnapshot master = cluster.master().snapshot().orElseThrow();
    for (AgentNode node : cluster.agents()) {
      Resources own = node.snapshot().orElseThrow().total();
      master.agents().stream()
          .filter(agent -> agent.pid().equals(node.pid()))
          .forEach(agent ->
              require(
                  agent.total().equals(own),
                  "%s has %s, but the master counts %s",
                  node.name(),
                  own,
                  agent.total()));
    }
  }
}
