package io.meseta.driver.local;

import java.io.IOException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds and starts the cluster of the masters {@code local} and {@code localquiet}. */
public final class LocalClusters {
  private LocalClusters() {}

  /**
   * Starts a cluster with what the class loader of the driver finds.
   *
   * @throws IllegalArgumentException if there is nothing, or it does not start; the text says what
   *     to do
   */
  public static LocalCluster start() {
    try {
      return find().start();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new IllegalArgumentException(
          "the Meseta on the class path does not run in Java "
              + Runtime.version().feature()
              + " (it needs 25) or beside what else is there: "
              + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the cluster inside this process did not start: " + e.getMessage(), e);
    }
  }

  private static LocalClusterStarter find() {
    Iterator<LocalClusterStarter> found =
        ServiceLoader.load(LocalClusterStarter.class, LocalClusters.class.getClassLoader())
            .iterator();
    if (!found.hasNext()) {
      throw new IllegalArgumentException(
          "a cluster inside this process needs Meseta on the class path: add the jars in lib/ of"
              + " its archive, or start 'meseta dev' and name its host:port");
    }
    return found.next();
  }
}
