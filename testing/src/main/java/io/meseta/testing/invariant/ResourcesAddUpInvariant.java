package io.meseta.testing.invariant;

import io.meseta.core.master.machine.MasterCore;
import io.meseta.core.master.machine.MasterInvariants;
import io.meseta.core.resource.Resources;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.daemon.AgentNode;
import io.meseta.testing.observe.Observation;
import java.util.List;

/**
 * An agent's resources are what is offered, what is used and what is free; nothing is negative or
 * given twice. At rest the machines agree: what runs there is what the master counts.
 */
public final class ResourcesAddUpInvariant implements Invariant {

  @Override
  public void observe(Observation observation) {
    if (observation instanceof Observation.Stepped stepped
        && stepped.core() instanceof MasterCore master) {
      List<String> violations = MasterInvariants.check(master);
      require(violations.isEmpty(), "%s", violations);
    }
  }

  @Override
  public void checkAtRest(Cluster cluster) {
    for (AgentNode agent : cluster.agents()) {
      Resources running =
          Resources.sum(
              agent.launcher().running().stream()
                  .map(launch -> Resources.of(launch.resources()).unallocated())
                  .toList());
      Resources total = Resources.of(agent.config().info().getResourcesList());
      require(total.contains(running), "%s has %s, but %s run there", agent.name(), total, running);
    }
  }
}
