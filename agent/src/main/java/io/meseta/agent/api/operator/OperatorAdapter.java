package io.meseta.agent.api.operator;

import io.meseta.agent.api.AgentMailbox;
import io.meseta.core.RequestId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.runtime.api.MessageEncoding;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.MediaType;
import io.meseta.runtime.loop.Snapshots;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;

/**
 * {@code POST /api/v1} of the agent (Mesos reference §3.3): decodes, validates and negotiates as
 * Mesos does. Calls about nested containers become commands of the core; what is not served yet
 * gets a 501 that names it.
 */
public final class OperatorAdapter implements HttpHandler {

  private final AgentMailbox mailbox;
  private final Snapshots<AgentSnapshot> snapshots;

  /** An adapter in front of the mailbox of the core, which reads from these snapshots. */
  public OperatorAdapter(AgentMailbox mailbox, Snapshots<AgentSnapshot> snapshots) {
    this.mailbox = mailbox;
    this.snapshots = snapshots;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    Call call = OperatorCallReader.read(request);
    OperatorCallValidation.error(call)
        .ifPresent(error -> {
          throw new HttpRejection(
              HttpErrors.badRequest("Failed to validate agent::Call: " + error));
        });
    MediaType type = OperatorCallReader.accepted(request, call);
    return ContainerCommands.of(call)
        .map(command -> change(call, type, command))
        .or(() -> OperatorReads.of(call).map(read -> read(type, read)))
        .orElseGet(() -> CompletableFuture.completedFuture(refusal(call)));
  }

  private CompletableFuture<HttpResponse> change(
      Call call, MediaType type, Function<RequestId, AgentCommand> command) {
    return mailbox
        .askAboutContainer(command)
        .thenApply(answer -> new ContainerAnswers(call, type).response(answer));
  }

  private CompletableFuture<HttpResponse> read(
      MediaType type, Function<AgentSnapshot, Response> read) {
    return snapshots
        .latest()
        .thenApply(agent ->
            HttpResponse.of(200, type.text(), MessageEncoding.encode(type, read.apply(agent))));
  }

  private static HttpResponse refusal(Call call) {
    return switch (call.getType()) {
      case UNKNOWN -> HttpErrors.standard(501);
      case LAUNCH_CONTAINER ->
          HttpErrors.notImplemented("Containers without a parent are not served yet.");
      default ->
          HttpErrors.notImplemented("The operator call " + call.getType() + " is not served yet.");
    };
  }
}
