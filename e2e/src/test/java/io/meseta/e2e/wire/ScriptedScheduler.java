package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.runtime.api.MessageEncoding;
import io.meseta.runtime.http.MediaType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A scheduler that does what a test says, in JSON or protobuf, and keeps what it hears in order.
 */
final class ScriptedScheduler implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 90;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Set<ByteString> heard = new HashSet<>();
  private final URI api;
  private final MediaType type;
  private final InputStream stream;
  private final String streamId;
  private FrameworkID id = FrameworkID.getDefaultInstance();
  private volatile boolean over;

  private ScriptedScheduler(int port, MediaType type, Call subscribe) throws Exception {
    this.api = URI.create("http://127.0.0.1:" + port + "/api/v1/scheduler");
    this.type = type;
    HttpResponse<InputStream> response =
        http.send(request(subscribe).build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + text(response.body()));
    }
    stream = response.body();
    streamId = response.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    Thread.ofVirtual().start(this::readAll);
  }

  /** Subscribes; the first event is still to come. */
  static ScriptedScheduler subscribe(int port, MediaType type, Call subscribe) throws Exception {
    return new ScriptedScheduler(port, type, subscribe);
  }

  /** Subscribes in JSON with the given framework_info and waits for SUBSCRIBED. */
  static ScriptedScheduler subscribe(int port, String frameworkInfo) throws Exception {
    Call.Builder call = Call.newBuilder();
    MesosJson.read(
        ("{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":" + frameworkInfo + "}}")
            .getBytes(UTF_8),
        call);
    ScriptedScheduler scheduler = subscribe(port, MediaType.JSON, call.build());
    scheduler.await(Event.Type.SUBSCRIBED);
    return scheduler;
  }

  private HttpRequest.Builder request(Call call) {
    return HttpRequest.newBuilder(api)
        .header("Content-Type", type.text())
        .header("Accept", type.text())
        .POST(HttpRequest.BodyPublishers.ofByteArray(MessageEncoding.encode(type, call)));
  }

  FrameworkID id() {
    return id;
  }

  String streamId() {
    return streamId;
  }

  /** Whether the master has ended the stream. */
  boolean isOver() {
    return over;
  }

  /** Sends a call on this stream; 202 is empty text, anything else the status and the text. */
  String call(Call.Builder call) throws Exception {
    return call(call, streamId);
  }

  /** Sends a call as if on another stream. */
  String call(Call.Builder call, String otherStreamId) throws Exception {
    HttpRequest request =
        request(call.setFrameworkId(id).build()).header("Mesos-Stream-Id", otherStreamId).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 202 ? "" : response.statusCode() + " " + response.body();
  }

  /** The next event of this type; what comes before it is dropped. */
  Event await(Event.Type wanted) throws Exception {
    return await(event -> event.getType() == wanted);
  }

  /** The next event that satisfies the condition; what comes before it is dropped. */
  Event await(Predicate<Event> wanted) throws Exception {
    while (true) {
      Event event = next();
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  /** The next event, heartbeats left out. */
  Event next() throws Exception {
    Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event for " + PATIENCE_SECONDS + " s");
    }
    return event;
  }

  /** Whether an event waits to be read. */
  boolean hasNext() {
    return !events.isEmpty();
  }

  private void readAll() {
    try {
      while (true) {
        Event event = decode(record());
        if (event.getType() == Event.Type.SUBSCRIBED) {
          id = event.getSubscribed().getFrameworkId();
        }
        if (event.getType() != Event.Type.HEARTBEAT && !isRepeated(event)) {
          events.add(event);
        }
      }
    } catch (IOException e) {
      over = true;
    }
  }

  /** What is not acknowledged within ten seconds comes again, and is the same news. */
  private boolean isRepeated(Event event) {
    ByteString uuid =
        event.hasUpdate()
            ? event.getUpdate().getStatus().getUuid()
            : event.getUpdateOperationStatus().getStatus().getUuid().getValue();
    return !uuid.isEmpty() && !heard.add(uuid);
  }

  private Event decode(byte[] record) throws IOException {
    Event.Builder event = Event.newBuilder();
    if (type == MediaType.JSON) {
      MesosJson.read(record, event);
    } else {
      ((Message.Builder) event).mergeFrom(record);
    }
    return event.build();
  }

  private byte[] record() throws IOException {
    int length = 0;
    int next = stream.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException();
      }
      length = length * 10 + next - '0';
      next = stream.read();
    }
    return stream.readNBytes(length);
  }

  private static String text(InputStream body) {
    try (body) {
      return new String(body.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading an answer", e);
    }
  }

  /** Breaks the connection. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
