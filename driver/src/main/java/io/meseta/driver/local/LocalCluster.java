package io.meseta.driver.local;

import java.io.Closeable;

/**
 * A master and its agents in this process, for the masters {@code local} and {@code localquiet}.
 */
public interface LocalCluster extends Closeable {
  /** {@code host:port} of the master. */
  String master();

  /** Ends the cluster and all its tasks. */
  @Override
  void close();
}
