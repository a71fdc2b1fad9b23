package org.apache.mesos.state;

import io.meseta.driver.log.Replication;
import io.meseta.driver.state.FileEntries;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A state in a log of this machine. Logs are not replicated here: a quorum above one is refused,
 * and with a quorum of one there is no other replica to be found through ZooKeeper.
 */
@SuppressWarnings("this-escape") // initialize is a hook of Mesos' API
public class LogState extends AbstractState {
  /** A state in the directory {@code path}, which is made when it is needed. */
  public LogState(
      String servers, long timeout, TimeUnit unit, String znode, long quorum, String path) {
    this(servers, timeout, unit, znode, quorum, path, 0);
  }

  /** As above; every store writes the whole value, however many differences are asked for. */
  public LogState(
      String servers,
      long timeout,
      TimeUnit unit,
      String znode,
      long quorum,
      String path,
      int diffsBetweenSnapshots) {
    initialize(servers, timeout, unit, znode, quorum, path, diffsBetweenSnapshots);
  }

  /** Called by the constructors. */
  protected void initialize(
      String servers,
      long timeout,
      TimeUnit unit,
      String znode,
      long quorum,
      String path,
      int diffsBetweenSnapshots) {
    Replication.requireNone(quorum);
    keepIn(new FileEntries(Path.of(path)));
  }
}
