package io.meseta.cli;

import io.meseta.driver.local.LocalCluster;
import io.meseta.driver.local.LocalClusterStarter;
import java.io.IOException;
import java.util.Optional;

/**
 * The cluster that drivers with the master {@code local} start in their own process: as {@code
 * meseta dev}, with one agent as in Mesos. Found by {@link java.util.ServiceLoader}.
 */
public final class LocalDevCluster implements LocalClusterStarter {

  private static final String RESOURCES = "cpus:4;mem:4096;disk:8192;ports:[31000-32000]";

  @Override
  public LocalCluster start() throws IOException {
    DevCluster cluster = DevCluster.start(new DevPlan(1, 0, RESOURCES, Optional.empty()));
    // As in Mesos an application may just end, without stopping its driver.
    Thread end = new Thread(cluster::close, "meseta-local-end");
    Runtime.getRuntime().addShutdownHook(end);
    return new Running(cluster, end);
  }

  private record Running(DevCluster cluster, Thread end) implements LocalCluster {
    @Override
    public String master() {
      return cluster.master();
    }

    @Override
    public void close() {
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException e) {
        // The process is ending, and the hook does it.
        return;
      }
      cluster.close();
    }
  }
}
