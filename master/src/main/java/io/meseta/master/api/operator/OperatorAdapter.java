package io.meseta.master.api.operator;

import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.api.MasterMailbox;
import io.meseta.master.api.OperatorAnswers;
import io.meseta.runtime.api.CallReader;
import io.meseta.runtime.api.MessageEncoding;
import io.meseta.runtime.http.ContentNegotiation;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.MediaType;
import io.meseta.runtime.loop.Snapshots;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/**
 * {@code POST /api/v1} (Mesos reference §3.1): decodes, validates and negotiates as Mesos does. A
 * call that changes something becomes a command of the core; one that is not served yet gets a 501
 * that names it.
 */
public final class OperatorAdapter implements HttpHandler {

  private final MasterMailbox mailbox;
  private final Snapshots<MasterSnapshot> snapshots;

  /** An adapter in front of the mailbox of the core, which reads from these snapshots. */
  public OperatorAdapter(MasterMailbox mailbox, Snapshots<MasterSnapshot> snapshots) {
    this.mailbox = mailbox;
    this.snapshots = snapshots;
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
        .map(this::change)
        .or(() -> OperatorReads.of(call).map(read -> read(type, read)))
        .orElseGet(() -> CompletableFuture.completedFuture(refusal(call)));
  }

  private CompletableFuture<HttpResponse> change(Function<RequestId, MasterCommand> command) {
    return mailbox.ask(command).thenApply(OperatorAnswers::response);
  }

  private CompletableFuture<HttpResponse> read(
      MediaType type, Function<MasterSnapshot, Response> read) {
    return snapshots
        .latest()
        .thenApply(master ->
            HttpResponse.of(200, type.text(), MessageEncoding.encode(type, read.apply(master))));
  }

  private static HttpResponse refusal(Call call) {
    return call.getType() == Call.Type.UNKNOWN
        ? HttpErrors.standard(501)
        : HttpErrors.notImplemented("The operator call " + call.getType() + " is not served yet.");
  }
}
