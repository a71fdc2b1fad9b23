package io.meseta.agent;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Answers 503 until what is behind the port exists, which has to know the port's number first. */
final class StartGate implements HttpHandler {

  private static final HttpHandler CLOSED =
      HttpHandler.immediate(_ -> HttpErrors.unavailable("Agent has not finished recovery"));

  private volatile HttpHandler behind = CLOSED;

  void open(HttpHandler handler) {
    behind = handler;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    return behind.handle(request);
  }
}
