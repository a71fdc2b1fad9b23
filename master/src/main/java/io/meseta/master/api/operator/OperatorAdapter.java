package io.meseta.master.api.operator;

import io.meseta.master.api.MasterMailbox;
import io.meseta.runtime.api.CallReader;
import io.meseta.runtime.api.MessageEncoding;
import io.meseta.runtime.http.ContentNegotiation;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.MediaType;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/**
 * {@code POST /api/v1} (Mesos reference §3.1): decodes, validates and negotiates as Mesos does. A
 * call that changes something becomes a command of the core; one that is not served yet gets a 501
 * that names it.
 */
public final class OperatorAdapter implements HttpHandler {

  private final MasterMailbox mailbox;

  /** An adapter in front of the mailbox of the core. */
  public OperatorAdapter(MasterMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    Call call = CallReader.read(request, Call.newBuilder()).build();
    OperatorCallValidation.error(call)
        .ifPresent(error -> {
          throw new HttpRejection(
              HttpErrors.badRequest("Failed to validate master::Call: " + error));
        });
    MediaType type = ContentNegotiation.accepted(request);
    return OperatorCommands.of(call)
        .map(command -> mailbox.ask(command).thenApply(OperatorAnswers::response))
        .orElseGet(() -> CompletableFuture.completedFuture(answer(call, type)));
  }

  private static HttpResponse answer(Call call, MediaType type) {
    return switch (call.getType()) {
      case GET_HEALTH -> response(type, health());
      case UNKNOWN -> HttpErrors.standard(501);
      default ->
          HttpErrors.notImplemented("The operator call " + call.getType() + " is not served yet.");
    };
  }

  private static Response health() {
    return Response.newBuilder()
        .setType(Response.Type.GET_HEALTH)
        .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true))
        .build();
  }

  private static HttpResponse response(MediaType type, Response response) {
    return HttpResponse.of(200, type.text(), MessageEncoding.encode(type, response));
  }
}
