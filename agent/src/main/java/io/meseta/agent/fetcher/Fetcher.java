package io.meseta.agent.fetcher;

import io.meseta.core.ContainerId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Fetches files into sandboxes (Mesos reference §12.4). All methods return at once. */
public final class Fetcher implements AutoCloseable {

  private final Map<ContainerId, FetchJob> jobs = new ConcurrentHashMap<>();
  private final AtomicLong succeeded = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Sources sources;
  private final FetchCache cache;

  /** A fetcher with an empty cache. */
  public Fetcher(FetcherSettings settings) {
    this.sources = new Sources(settings);
    this.cache = new FetchCache(settings.cacheDirectory(), settings.cacheBytes());
  }

  /**
   * Fetches everything that a container wants. The future fails with a {@link FetchException} that
   * names what could not be fetched, and completes when nothing is written to the sandbox any more;
   * on a thread that may be used for long.
   */
  public CompletableFuture<Void> fetch(FetchRequest request) {
    FetchJob job = new FetchJob(request, sources, cache);
    jobs.put(request.container(), job);
    return job.start()
        .whenComplete((nothing, failure) -> {
          jobs.remove(request.container(), job);
          (failure == null ? succeeded : failed).incrementAndGet();
        });
  }

  /** Ends the fetching for a container, if it is going on; its future fails. */
  public void cancel(ContainerId container) {
    FetchJob job = jobs.get(container);
    if (job != null) {
      job.cancel();
    }
  }

  /** How many containers got all that they wanted. */
  public long succeeded() {
    return succeeded.get();
  }

  /** How many did not. */
  public long failed() {
    return failed.get();
  }

  /** Bytes that the cache may hold. */
  public long cacheCapacityBytes() {
    return cache.capacityBytes();
  }

  /** Bytes that it holds. */
  public long cacheUsedBytes() {
    return cache.usedBytes();
  }

  /** Ends all that is going on. */
  @Override
  public void close() {
    jobs.values().forEach(FetchJob::cancel);
    sources.close();
  }
}
