package io.meseta.driver.log;

/** What the log of this driver does not do: have replicas on other machines. */
public final class Replication {
  private Replication() {}

  /**
   * Refuses what only replicas could give.
   *
   * @throws IllegalArgumentException if more than one replica would have to agree
   */
  public static void requireNone(long quorum) {
    if (quorum != 1) {
      throw new IllegalArgumentException(
          "A quorum of "
              + quorum
              + " needs a replicated log, which this driver does not have: use a quorum of 1 and"
              + " one scheduler per directory, or keep the state in ZooKeeper (ZooKeeperState)");
    }
  }
}
