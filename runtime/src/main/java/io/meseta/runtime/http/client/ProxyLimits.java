package io.meseta.runtime.http.client;

import java.time.Duration;

/**
 * What one proxy spends on the other side.
 *
 * @param connectTimeout time to connect; then 502
 * @param headTimeout time until the head of the response is there; then 504
 * @param stallTimeout time that the body of the response may pause while we wait for it; then it is
 *     cut off
 * @param maxConcurrent requests at a time, bodies under way included; more get 503
 */
public record ProxyLimits(
    Duration connectTimeout, Duration headTimeout, Duration stallTimeout, int maxConcurrent) {

  /** Fit for the master's access to agents. */
  public static ProxyLimits defaults() {
    return new ProxyLimits(
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), 256);
  }
}
