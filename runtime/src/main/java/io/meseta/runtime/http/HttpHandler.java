package io.meseta.runtime.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers requests. Runs on a network thread and must not block it: what reads files or renders
 * goes through {@link RequestWorkers}.
 */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers now or later, from any thread. A {@link HttpRejection}, thrown or as the outcome, is
   * the answer that it carries; any other failure is answered with 500 and logged.
   */
  CompletableFuture<HttpResponse> handle(HttpRequest request);

  /** A handler that knows its answer at once. */
  static HttpHandler immediate(Function<HttpRequest, HttpResponse> answer) {
    return request -> CompletableFuture.completedFuture(answer.apply(request));
  }
}
