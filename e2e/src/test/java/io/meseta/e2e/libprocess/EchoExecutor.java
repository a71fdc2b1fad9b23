package io.meseta.e2e.libprocess;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;

/**
 * A custom executor that says back whatever its scheduler says, until it is told to stop. With an
 * argument it also says that tasks start, and sends the argument along when they run.
 */
public final class EchoExecutor {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI agent =
      URI.create("http://" + System.getenv("MESOS_AGENT_ENDPOINT") + "/api/v1/executor");

  private final String[] arguments;

  private EchoExecutor(String[] arguments) {
    this.arguments = arguments;
  }

  /** How an agent starts it. */
  public static CommandInfo command(String... arguments) {
    String classes =
        Stream.of(EchoExecutor.class, Call.class, Message.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .map(location -> Path.of(URI.create(location.toString())).toString())
            .collect(Collectors.joining(":"));
    return CommandInfo.newBuilder()
        .setValue(
            "LC_ALL=C.UTF-8 exec '%s/bin/java' -Xmx64m -XX:TieredStopAtLevel=1 -cp '%s' %s %s"
                .formatted(
                    System.getProperty("java.home"),
                    classes,
                    EchoExecutor.class.getName(),
                    String.join(" ", arguments)))
        .build();
  }

  /** The program. */
  public static void main(String[] arguments) throws Exception {
    EchoExecutor executor = new EchoExecutor(arguments);
    HttpResponse<InputStream> events =
        executor.post(
            Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.getDefaultInstance()));
    while (true) {
      executor.handle(Event.parseFrom(record(events.body())));
    }
  }

  private void handle(Event event) throws Exception {
    switch (event.getType()) {
      case LAUNCH -> run(event.getLaunch().getTask().getTaskId());
      case MESSAGE ->
          post(
              Call.newBuilder()
                  .setType(Call.Type.MESSAGE)
                  .setMessage(
                      Call.Message.newBuilder()
                          .setData(
                              ByteString.copyFromUtf8("echo:")
                                  .concat(event.getMessage().getData()))));
      case SHUTDOWN -> System.exit(0);
      default -> {}
    }
  }

  private void run(TaskID task) throws Exception {
    TaskStatus.Builder running = status(task, TaskState.TASK_RUNNING);
    if (arguments.length > 0) {
      update(status(task, TaskState.TASK_STARTING));
      running.setData(ByteString.copyFromUtf8(arguments[0]));
    }
    update(running);
  }

  private static TaskStatus.Builder status(TaskID task, TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(task)
        .setUuid(uuid())
        .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
        .setState(state);
  }

  private void update(TaskStatus.Builder status) throws Exception {
    post(
        Call.newBuilder()
            .setType(Call.Type.UPDATE)
            .setUpdate(Call.Update.newBuilder().setStatus(status)));
  }

  private static ByteString uuid() {
    UUID uuid = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).flip();
    return ByteString.copyFrom(bytes);
  }

  private HttpResponse<InputStream> post(Call.Builder call) throws Exception {
    call.setExecutorId(ExecutorID.newBuilder().setValue(System.getenv("MESOS_EXECUTOR_ID")))
        .setFrameworkId(FrameworkID.newBuilder().setValue(System.getenv("MESOS_FRAMEWORK_ID")));
    HttpRequest request =
        HttpRequest.newBuilder(agent)
            .header("Content-Type", "application/x-protobuf")
            .header("Accept", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(call.build().toByteArray()))
            .build();
    return http.send(request, BodyHandlers.ofInputStream());
  }

  private static byte[] record(InputStream in) throws IOException {
    StringBuilder length = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the agent is gone");
      }
      length.append(new String(new byte[] {(byte) next}, US_ASCII));
    }
    return in.readNBytes(Integer.parseInt(length.toString()));
  }
}
