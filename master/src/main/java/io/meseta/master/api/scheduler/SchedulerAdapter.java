package io.meseta.master.api.scheduler;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.Caller;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.SchedulerCall;
import io.meseta.master.api.MasterMailbox;
import io.meseta.runtime.api.CallReader;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.http.BurstBudget;
import io.meseta.runtime.http.ContentNegotiation;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.MediaType;
import io.meseta.runtime.http.ResponseStream;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * {@code POST /api/v1/scheduler} (Mesos reference §1): decodes and validates a call, and makes a
 * command of it. State it does not have; what depends on state the core answers.
 */
public final class SchedulerAdapter implements HttpHandler {

  private static final String STREAM_ID = "Mesos-Stream-Id";

  private final MasterMailbox mailbox;
  private final EventStreams streams;
  private final BurstBudget bursts = BurstBudget.ofHeap();
  private final SchedulerCalls calls;
  private final Consumer<Call> received;

  /**
   * An adapter in front of the mailbox of the core.
   *
   * @param calls makes of a message what the core carries out
   * @param received told of every valid call
   */
  public SchedulerAdapter(
      MasterMailbox mailbox, EventStreams streams, SchedulerCalls calls, Consumer<Call> received) {
    this.mailbox = mailbox;
    this.streams = streams;
    this.calls = calls;
    this.received = received;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    Call call = CallReader.read(request, Call.newBuilder()).build();
    CallValidation.error(call)
        .ifPresent(error -> {
          throw bad("Failed to validate scheduler::Call: " + error);
        });
    received.accept(call);
    return call.getType() == Call.Type.SUBSCRIBE
        ? CompletableFuture.completedFuture(subscribe(request, call))
        : pass(request, call);
  }

  private HttpResponse subscribe(HttpRequest request, Call call) {
    MediaType type = ContentNegotiation.accepted(request);
    if (request.header(STREAM_ID).isPresent()) {
      throw bad("Subscribe calls should not include the 'Mesos-Stream-Id' header");
    }
    ConnectionId connection = new ConnectionId(UUID.randomUUID().toString());
    ResponseStream stream = new ResponseStream(bursts);
    streams.add(connection, stream, type); // before the core can send to it
    try {
      mailbox.tell(subscribe(connection, call.getSubscribe()));
    } catch (HttpRejection e) {
      streams.close(connection);
      throw e;
    }
    stream.onClose(_ -> mailbox.tellSurely(new MasterCommand.DisconnectFramework(connection)));
    return HttpResponse.stream(type.text(), stream).header(STREAM_ID, connection.value());
  }

  private MasterCommand subscribe(ConnectionId connection, Call.Subscribe body) {
    return new MasterCommand.Subscribe(
        connection, body, calls.constraints(body.getOfferConstraints()));
  }

  private CompletableFuture<HttpResponse> pass(HttpRequest request, Call call) {
    FrameworkId framework = new FrameworkId(call.getFrameworkId().getValue());
    Caller caller = new Caller(Optional.empty(), request.header(STREAM_ID).map(ConnectionId::new));
    if (call.getType() == Call.Type.RECONCILE_OPERATIONS) {
      ContentNegotiation.accepted(request); // as Mesos, though the answer has no body
    }
    SchedulerCall body =
        calls
            .of(call)
            .orElseThrow(() ->
                new HttpRejection(
                    HttpErrors.notImplemented("UNKNOWN is not a call of the scheduler API.")));
    return mailbox
        .ask(id -> new MasterCommand.FrameworkCall(id, framework, caller, body))
        .thenApply(SchedulerAnswers::response);
  }

  private static HttpRejection bad(String text) {
    return new HttpRejection(HttpErrors.badRequest(text));
  }
}
