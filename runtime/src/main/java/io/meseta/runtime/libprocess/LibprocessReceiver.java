package io.meseta.runtime.libprocess;

import io.meseta.protocol.libprocess.Envelope;
import io.meseta.protocol.libprocess.LibprocessException;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Picks the libprocess messages out of the requests of a server, so that both live on one port
 * (Mesos reference §5.1). Everything else goes on to the next handler.
 */
public final class LibprocessReceiver implements HttpHandler {
  private final MessageHandler messages;
  private final HttpHandler requests;

  /** A handler that gives messages to the one and plain requests to the other. */
  public LibprocessReceiver(MessageHandler messages, HttpHandler requests) {
    this.messages = messages;
    this.requests = requests;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    try {
      Optional<Envelope> envelope =
          Envelope.recognise(
              request.method().name(), request.path(), request.headers()::firstOrNull);
      return envelope
          .map(e -> CompletableFuture.completedFuture(deliver(e, request.body())))
          .orElseGet(() -> requests.handle(request));
    } catch (LibprocessException e) {
      return CompletableFuture.completedFuture(
          HttpResponse.text(e.httpStatus(), String.valueOf(e.getMessage())));
    }
  }

  private HttpResponse deliver(Envelope envelope, byte[] body) {
    boolean known =
        messages.receive(
            new ReceivedMessage(
                envelope.from(), envelope.processId(), envelope.messageName(), body));
    return (known ? HttpResponse.accepted() : HttpErrors.notFound()).onLink();
  }
}
