package io.meseta.master;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Answers 503 until the master has recovered its registry (Mesos reference §0.4). */
final class Gate implements HttpHandler {

  private static final HttpHandler CLOSED =
      HttpHandler.immediate(_ -> HttpErrors.unavailable("Master has not finished recovery"));

  private volatile HttpHandler behind = CLOSED;

  void open(HttpHandler handler) {
    behind = handler;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    return behind.handle(request);
  }
}
