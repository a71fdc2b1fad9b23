package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseBody;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the handler and makes a response of whatever comes out of it. No failure of a handler gets
 * any further than this, and none of its details to the client.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the stage that is ignored cannot fail
final class RequestDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

  private final HttpHandler handler;
  private final Executor workers;

  RequestDispatcher(HttpHandler handler, Executor workers) {
    this.handler = handler;
    this.workers = workers;
  }

  /** Where work that blocks or takes long is to be done. */
  Executor workers() {
    return workers;
  }

  /** Gives the answer to {@code answered}, now or later, on any thread. */
  void dispatch(HttpRequest request, boolean gzip, Consumer<HttpResponse> answered) {
    CompletableFuture<HttpResponse> answer;
    try {
      answer = handler.handle(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    answer.whenComplete(settle(request, gzip, answered));
  }

  private BiConsumer<@Nullable HttpResponse, @Nullable Throwable> settle(
      HttpRequest request, boolean gzip, Consumer<HttpResponse> answered) {
    return (response, failure) -> {
      HttpResponse outcome = response != null ? response : failed(request, failure);
      if (gzip && compressible(outcome)) {
        workers.execute(() -> answered.accept(compressed(outcome)));
      } else {
        answered.accept(outcome);
      }
    };
  }

  private static HttpResponse failed(HttpRequest request, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof HttpRejection rejection) {
      return rejection.response();
    }
    LOG.error("{} failed", request, cause);
    return HttpErrors.standard(500);
  }

  private static boolean compressible(HttpResponse response) {
    return response.body() instanceof ResponseBody.Bytes(byte[] bytes)
        && bytes.length >= Gzip.MIN_BODY_BYTES
        && !response.headers().contains("Content-Encoding");
  }

  private static HttpResponse compressed(HttpResponse response) {
    return response
        .withBody(new ResponseBody.Bytes(Gzip.compress(response.bodyBytes())))
        .header("Content-Encoding", "gzip");
  }
}
