package org.apache.mesos.state;

import io.meseta.driver.zookeeper.ZooKeeperEntries;
import io.meseta.driver.zookeeper.ZooKeeperSession.Authentication;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A state in ZooKeeper, one znode for each variable, as Mesos keeps it. */
@SuppressWarnings("this-escape") // initialize is a hook of Mesos' API
public class ZooKeeperState extends AbstractState {
  /**
   * A state below a znode that everybody may write to.
   *
   * @param servers {@code host:port}, several with commas between them
   * @param timeout how long a session outlives its connection
   */
  public ZooKeeperState(String servers, long timeout, TimeUnit unit, String znode) {
    initialize(servers, timeout, unit, znode);
  }

  /** As above, but that only whoever has the credentials may write. */
  public ZooKeeperState(
      String servers,
      long timeout,
      TimeUnit unit,
      String znode,
      String scheme,
      byte[] credentials) {
    initialize(servers, timeout, unit, znode, scheme, credentials);
  }

  /** Called by the first constructor. */
  protected void initialize(String servers, long timeout, TimeUnit unit, String znode) {
    keepIn(new ZooKeeperEntries(servers, duration(timeout, unit), znode, null));
  }

  /** Called by the second constructor. */
  protected void initialize(
      String servers,
      long timeout,
      TimeUnit unit,
      String znode,
      String scheme,
      byte[] credentials) {
    Authentication authentication =
        scheme == null || credentials == null ? null : new Authentication(scheme, credentials);
    keepIn(new ZooKeeperEntries(servers, duration(timeout, unit), znode, authentication));
  }

  private static Duration duration(long timeout, TimeUnit unit) {
    return Duration.ofMillis(unit.toMillis(timeout));
  }
}
