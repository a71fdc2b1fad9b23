package io.meseta.agent.fetcher;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What flags say of fetching.
 *
 * @param cacheDirectory files that tasks may share; emptied whenever an agent starts
 * @param cacheBytes how much may be kept there
 * @param stallTimeout after how long without a byte a download fails
 * @param frameworksHome directory that relative paths start from; empty if there is none
 */
public record FetcherSettings(
    Path cacheDirectory, long cacheBytes, Duration stallTimeout, String frameworksHome) {

  /** The defaults of Mesos, but for the directory. */
  public static FetcherSettings defaults(Path cacheDirectory) {
    return new FetcherSettings(cacheDirectory, 2L << 30, Duration.ofMinutes(1), "");
  }
}
