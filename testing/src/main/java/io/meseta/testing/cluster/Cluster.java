package io.meseta.testing.cluster;

import io.meseta.testing.daemon.AgentNode;
import io.meseta.testing.daemon.MasterNode;
import io.meseta.testing.network.Network;
import io.meseta.testing.scheduler.SimulatedScheduler;
import io.meseta.testing.world.World;
import java.util.Collections;
import java.util.List;

/**
 * Everything in a simulated cluster, for those who check it and for those who harm it.
 *
 * @param schedulers grows when a scheduler joins later
 */
public record Cluster(
    World world,
    Network network,
    MasterNode master,
    List<AgentNode> agents,
    List<SimulatedScheduler> schedulers) {

  public Cluster {
    agents = List.copyOf(agents);
    schedulers = Collections.unmodifiableList(schedulers);
  }
}
