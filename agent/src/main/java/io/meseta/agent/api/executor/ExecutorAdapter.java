package io.meseta.agent.api.executor;

import io.meseta.agent.api.AgentMailbox;
import io.meseta.core.ConnectionId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.ExecutorAnswer;
import io.meseta.runtime.api.CallReader;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.http.ContentNegotiation;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.MediaType;
import io.meseta.runtime.http.ResponseStream;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.executor.Protos.Call;

/**
 * {@code POST /api/v1/executor} (Mesos reference §2): decodes and validates a call, and makes a
 * command of it. State it does not have; what depends on state the core answers.
 */
public final class ExecutorAdapter implements HttpHandler {

  private final AgentMailbox mailbox;
  private final EventStreams streams;

  /** An adapter in front of the mailbox of the core. */
  public ExecutorAdapter(AgentMailbox mailbox, EventStreams streams) {
    this.mailbox = mailbox;
    this.streams = streams;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    Call call = CallReader.read(request, Call.newBuilder()).build();
    ExecutorCallValidation.error(call)
        .ifPresent(error -> {
          throw new HttpRejection(
              HttpErrors.badRequest("Failed to validate Executor::Call: " + error));
        });
    return call.getType() == Call.Type.SUBSCRIBE ? subscribe(request, call) : pass(call);
  }

  /** The stream is there before the core knows of it, and goes unless the core takes it. */
  private CompletableFuture<HttpResponse> subscribe(HttpRequest request, Call call) {
    MediaType type = eventType(request);
    ConnectionId connection = new ConnectionId(UUID.randomUUID().toString());
    ResponseStream stream = new ResponseStream();
    streams.add(connection, stream, type);
    CompletableFuture<ExecutorAnswer> asked;
    try {
      asked = mailbox.ask(id -> new AgentCommand.ExecutorCall(id, connection, call));
    } catch (HttpRejection e) {
      streams.close(connection);
      throw e;
    }
    return asked.thenApply(answer -> opened(answer, connection, stream, type));
  }

  private HttpResponse opened(
      ExecutorAnswer answer, ConnectionId connection, ResponseStream stream, MediaType type) {
    if (answer != ExecutorAnswer.SUBSCRIBED) {
      streams.close(connection);
      return ExecutorAnswers.response(answer);
    }
    stream.onClose(_ -> mailbox.tellSurely(new AgentCommand.CloseExecutorStream(connection)));
    return HttpResponse.stream(type.text(), stream);
  }

  private CompletableFuture<HttpResponse> pass(Call call) {
    ConnectionId none = new ConnectionId("");
    return mailbox
        .ask(id -> new AgentCommand.ExecutorCall(id, none, call))
        .thenApply(ExecutorAnswers::response);
  }

  /** As recorded: an executor that accepts neither encoding gets JSON and no 406. */
  private static MediaType eventType(HttpRequest request) {
    boolean json = ContentNegotiation.accepts(request, MediaType.JSON.text());
    boolean protobuf = ContentNegotiation.accepts(request, MediaType.PROTOBUF.text());
    return protobuf && !json ? MediaType.PROTOBUF : MediaType.JSON;
  }
}
