package io.meseta.driver.master;

import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.local.LocalCluster;
import io.meseta.driver.local.LocalClusters;

/** The one master of a cluster in this process, which ends with it. */
final class LocalMasters implements Masters {
  private final LocalCluster cluster;
  private final HttpAddress master;

  private LocalMasters(LocalCluster cluster) {
    this.cluster = cluster;
    this.master = HttpAddress.parse(cluster.master());
  }

  /**
   * Starts a cluster.
   *
   * @throws IllegalArgumentException if there is none that could be started
   */
  static LocalMasters start() {
    return new LocalMasters(LocalClusters.start());
  }

  @Override
  public HttpAddress current() {
    return master;
  }

  @Override
  public boolean redirect(String location) {
    return false;
  }

  @Override
  public void succeeded() {}

  @Override
  public void failed() {}

  @Override
  public void onChange(Listener listener) {}

  @Override
  public void close() {
    cluster.close();
  }

  @Override
  public String toString() {
    return master.toString();
  }
}
