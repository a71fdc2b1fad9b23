package io.meseta.runtime.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Runs handlers that block (files, rendering, proxying), each on a virtual thread of its own.
 * Bounded: beyond the limit of waiting requests the answer is 503. Runs nothing periodic.
 */
public final class RequestWorkers implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore running;
  private final AtomicInteger accepted = new AtomicInteger();
  private final int maxAccepted;

  /**
   * Workers with limits.
   *
   * @param maxRunning how many handlers run at the same time
   * @param maxWaiting how many more may wait for their turn
   */
  public RequestWorkers(int maxRunning, int maxWaiting) {
    this.running = new Semaphore(maxRunning);
    this.maxAccepted = maxRunning + maxWaiting;
  }

  /** A handler that calls {@code answer}, which may block, on a worker. */
  public HttpHandler handler(Function<HttpRequest, HttpResponse> answer) {
    return request -> answerLater(request, answer);
  }

  private CompletableFuture<HttpResponse> answerLater(
      HttpRequest request, Function<HttpRequest, HttpResponse> answer) {
    if (accepted.incrementAndGet() > maxAccepted) {
      accepted.decrementAndGet();
      return CompletableFuture.completedFuture(
          HttpErrors.unavailable("Too many requests are in progress, try again later"));
    }
    return CompletableFuture.supplyAsync(() -> answerNow(request, answer), threads);
  }

  private HttpResponse answerNow(HttpRequest request, Function<HttpRequest, HttpResponse> answer) {
    try {
      running.acquireUninterruptibly();
      try {
        return answer.apply(request);
      } finally {
        running.release();
      }
    } finally {
      accepted.decrementAndGet();
    }
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
