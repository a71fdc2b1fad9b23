package io.meseta.driver.local;

import java.io.IOException;

/** Starts clusters; found by {@link java.util.ServiceLoader}. */
public interface LocalClusterStarter {
  /** Starts a cluster on free ports of the loopback interface; returns when it serves. */
  LocalCluster start() throws IOException;
}
