package io.meseta.agent;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.protocol.recordio.RecordDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;

/** An executor that does what a test tells it, over real HTTP. */
final class ScriptedExecutor implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final URI uri;
  private final String type;
  private final FrameworkID framework;
  private final ExecutorID executor;
  private volatile boolean ended;
  private int lastUuid;

  ScriptedExecutor(URI uri, String type, String framework, String executor) {
    this.uri = uri;
    this.type = type;
    this.framework = FrameworkID.newBuilder().setValue(framework).build();
    this.executor = ExecutorID.newBuilder().setValue(executor).build();
  }

  /** Subscribes, and reads events from now on; returns the status of the answer. */
  int subscribe(TaskInfo... unacknowledged) throws IOException, InterruptedException {
    Call call =
        call(Call.Type.SUBSCRIBE)
            .setSubscribe(
                Call.Subscribe.newBuilder().addAllUnacknowledgedTasks(List.of(unacknowledged)))
            .build();
    HttpResponse<InputStream> response =
        client.send(post(call), HttpResponse.BodyHandlers.ofInputStream());
    Thread.ofVirtual().start(() -> read(response.body()));
    return response.statusCode();
  }

  private void read(InputStream stream) {
    RecordDecoder decoder = new RecordDecoder(1 << 20);
    byte[] buffer = new byte[4096];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        decoder.decode(Arrays.copyOf(buffer, n), bytes -> events.add(event(bytes)));
      }
    } catch (IOException e) {
      // the stream is over, which a test can see
    }
    ended = true;
  }

  private Event event(byte[] bytes) {
    try {
      if (type.endsWith("json")) {
        Event.Builder event = Event.newBuilder();
        MesosJson.read(bytes, event);
        return event.build();
      }
      return Event.parseFrom(bytes);
    } catch (InvalidProtocolBufferException | MesosJsonException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a status update; returns the status code of the answer. */
  int update(String task, TaskState state) throws IOException, InterruptedException {
    return send(update(task, state, ++lastUuid));
  }

  /** An update whose uuid is made of that number. */
  Call update(String task, TaskState state, int uuid) {
    byte[] bytes = ByteBuffer.allocate(16).putInt(12, uuid).array();
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(Scenario.taskId(task))
            .setState(state)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setExecutorId(executor)
            .setTimestamp(1)
            .setUuid(ByteString.copyFrom(bytes))
            .build();
    return call(Call.Type.UPDATE).setUpdate(Call.Update.newBuilder().setStatus(status)).build();
  }

  int message(String text) throws IOException, InterruptedException {
    return send(
        call(Call.Type.MESSAGE)
            .setMessage(Call.Message.newBuilder().setData(ByteString.copyFromUtf8(text)))
            .build());
  }

  int heartbeat() throws IOException, InterruptedException {
    return send(call(Call.Type.HEARTBEAT).build());
  }

  int send(Call call) throws IOException, InterruptedException {
    return client.send(post(call), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  String answerTo(Call call) throws IOException, InterruptedException {
    return client.send(post(call), HttpResponse.BodyHandlers.ofString()).body();
  }

  Call.Builder call(Call.Type callType) {
    return Call.newBuilder().setType(callType).setFrameworkId(framework).setExecutorId(executor);
  }

  private HttpRequest post(Call call) {
    byte[] body = type.endsWith("json") ? MesosJson.writeBytes(call) : call.toByteArray();
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", type)
        .header("Accept", type)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Waits for the event of that number, counted from 0, and returns it. */
  Event awaitEvent(int index) {
    return Patience.await().until(() -> List.copyOf(events), all -> all.size() > index).get(index);
  }

  /** Waits for a message with that text. */
  void awaitMessage(String text) {
    Patience.await()
        .until(() ->
            events.stream()
                .anyMatch(event -> event.getMessage().getData().toStringUtf8().equals(text)));
  }

  /** How often an update of the task was acknowledged so far. */
  long acknowledgements(String task) {
    return events.stream()
        .filter(event -> event.getAcknowledged().getTaskId().equals(Scenario.taskId(task)))
        .count();
  }

  /** Sends a call and does not wait for the status of the answer. */
  CompletableFuture<Integer> sendSoon(Call call) {
    return client
        .sendAsync(post(call), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  /** The call as it goes over the wire. */
  byte[] bytes(Call call) {
    byte[] body = type.endsWith("json") ? MesosJson.writeBytes(call) : call.toByteArray();
    String head =
        ("POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nAccept: %s\r\n"
                + "Content-Length: %d\r\n\r\n")
            .formatted(uri.getPath(), type, type, body.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  void awaitEnd() {
    Patience.await().until(() -> ended);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
