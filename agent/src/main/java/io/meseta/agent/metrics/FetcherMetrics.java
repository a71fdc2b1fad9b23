package io.meseta.agent.metrics;

import io.meseta.agent.fetcher.Fetcher;
import io.meseta.runtime.metrics.MetricSource;

/** What the fetcher has done, under the names of Mesos. */
public final class FetcherMetrics implements MetricSource {

  private final Fetcher fetcher;

  /** Measures this fetcher. */
  public FetcherMetrics(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public void report(Receiver out) {
    out.counter("containerizer/fetcher/task_fetches_succeeded", fetcher.succeeded());
    out.counter("containerizer/fetcher/task_fetches_failed", fetcher.failed());
    out.gauge("containerizer/fetcher/cache_size_total_bytes", fetcher.cacheCapacityBytes());
    out.gauge("containerizer/fetcher/cache_size_used_bytes", fetcher.cacheUsedBytes());
  }
}
