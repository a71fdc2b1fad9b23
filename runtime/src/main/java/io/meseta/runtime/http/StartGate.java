package io.meseta.runtime.http;

import java.util.concurrent.CompletableFuture;

/** Answers 503 until what is behind the port exists, which has to know the port's number first. */
public final class StartGate implements HttpHandler {

  private volatile HttpHandler behind;

  /** A gate that answers 503 with this text until it is opened. */
  public StartGate(String text) {
    behind = HttpHandler.immediate(_ -> HttpErrors.unavailable(text));
  }

  /** From now on requests go to the handler. */
  public void open(HttpHandler handler) {
    behind = handler;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    return behind.handle(request);
  }
}
