package io.meseta.runtime.libprocess;

import java.time.Duration;

/**
 * What a node spends on its peers.
 *
 * @param connectTimeout after which a peer counts as gone
 * @param idleTimeout after which a connection that nobody is linked to is closed
 * @param maxBufferedBytes messages for one address that its socket has not taken yet; more of them
 *     and the connection is closed
 * @param maxConnections addresses at a time; messages for more are dropped, and links to them exit
 */
public record LibprocessLimits(
    Duration connectTimeout, Duration idleTimeout, long maxBufferedBytes, int maxConnections) {

  /** Fit for a daemon. */
  public static LibprocessLimits defaults() {
    return new LibprocessLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 64L << 20, 20_000);
  }
}
