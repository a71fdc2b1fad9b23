package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What executors and operators ask of {@code /api/v1} about containers (Mesos reference §3.3). */
class NestedContainersTest {

  private static final FrameworkInfo FRAMEWORK = Scenario.framework("fw-0001");

  @TempDir Path directory;
  private AgentFixture agent;
  private HttpClient client;

  @BeforeEach
  void startAgent() throws Exception {
    agent = new AgentFixture(directory, false);
    client = HttpClient.newHttpClient();
    agent.awaitRegistered();
    agent.master.run(
        FRAMEWORK,
        Scenario.task("a")
            .setExecutor(
                ExecutorInfo.newBuilder()
                    .setType(ExecutorInfo.Type.CUSTOM)
                    .setExecutorId(ExecutorID.newBuilder().setValue("ex-1"))
                    .setFrameworkId(FRAMEWORK.getId())
                    .setCommand(CommandInfo.newBuilder().setValue("exec sleep 1000")))
            .build());
    Patience.await().until(() -> Files.exists(sandbox().resolve("stdout")));
  }

  @AfterEach
  void stopAgent() {
    client.shutdownNow();
    agent.close();
  }

  private Path sandbox() {
    return agent.sandboxFile("fw-0001", "ex-1", ".");
  }

  private ContainerID nested(String id) throws Exception {
    String parent = sandbox().toRealPath().getFileName().toString();
    return ContainerID.newBuilder()
        .setValue(id)
        .setParent(ContainerID.newBuilder().setValue(parent))
        .build();
  }

  private CompletableFuture<HttpResponse<byte[]>> send(String type, Call.Builder call) {
    Message message = call.build();
    byte[] body = type.endsWith("json") ? MesosJson.writeBytes(message) : message.toByteArray();
    return client.sendAsync(
        HttpRequest.newBuilder(agent.uri("/slave(1)/api/v1"))
            .header("Content-Type", type)
            .header("Accept", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private String answer(String type, Call.Builder call) {
    HttpResponse<byte[]> response = send(type, call).join();
    return (response.statusCode() + " " + new String(response.body())).strip();
  }

  private static Response response(String type, byte[] body) throws Exception {
    if (type.endsWith("protobuf")) {
      return Response.parseFrom(body);
    }
    Response.Builder response = Response.newBuilder();
    MesosJson.read(body, response);
    return response.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-protobuf"})
  void runsWhatAnExecutorNests(String type) throws Exception {
    ContainerID id = nested("nested-1");
    Call.Builder launch = Call.newBuilder().setType(Call.Type.LAUNCH_NESTED_CONTAINER);
    launch
        .getLaunchNestedContainerBuilder()
        .setContainerId(id)
        .getCommandBuilder()
        .setValue("echo $MESOS_SANDBOX; exec sleep 1000");
    Call.Builder await = Call.newBuilder().setType(Call.Type.WAIT_NESTED_CONTAINER);
    await.getWaitNestedContainerBuilder().setContainerId(id);
    Call.Builder kill = Call.newBuilder().setType(Call.Type.KILL_NESTED_CONTAINER);
    kill.getKillNestedContainerBuilder().setContainerId(id);
    Call.Builder remove = Call.newBuilder().setType(Call.Type.REMOVE_NESTED_CONTAINER);
    remove.getRemoveNestedContainerBuilder().setContainerId(id);
    Path own = sandbox().toRealPath().resolve("containers/nested-1");

    assertThat(answer(type, launch)).isEqualTo("200");
    assertThat(answer(type, launch)).isEqualTo("202");
    Patience.await()
        .untilAsserted(() -> assertThat(own.resolve("stdout")).hasContent(own.toString()));
    assertThat(answer(type, remove)).startsWith("500 Nested container has not terminated yet");
    CompletableFuture<HttpResponse<byte[]>> end = send(type, await);
    assertThat(answer(type, kill)).isEqualTo("200");

    Response ended = response(type, end.join().body());
    assertThat(ended.getType()).isEqualTo(Response.Type.WAIT_NESTED_CONTAINER);
    assertThat(ended.getWaitNestedContainer().getExitStatus()).isEqualTo(9);
    assertThat(answer(type, kill))
        .isEqualTo(
            "404 Container '%s.nested-1' cannot be found (or is already killed)"
                .formatted(id.getParent().getValue()));
    assertThat(answer(type, remove)).isEqualTo("200");
    Patience.await().until(() -> !Files.exists(own));
    assertThat(answer(type, await))
        .isEqualTo(
            "404 Container %s.nested-1 cannot be found".formatted(id.getParent().getValue()));
  }

  @Test
  void saysWhyAContainerCannotBe() throws Exception {
    Call.Builder launch = Call.newBuilder().setType(Call.Type.LAUNCH_CONTAINER);
    launch.getLaunchContainerBuilder().setContainerId(nested("bad.id"));
    assertThat(answer("application/json", launch))
        .isEqualTo(
            "400 Failed to validate agent::Call: 'launch_container.container_id' is invalid:"
                + " 'ContainerID.value' 'bad.id' contains invalid characters");

    launch.getLaunchContainerBuilder().setContainerId(nested("lonely").toBuilder().clearParent());
    assertThat(answer("application/json", launch)).startsWith("501");

    launch.getLaunchContainerBuilder().setContainerId(nested("foreign"));
    launch.getLaunchContainerBuilder().getCommandBuilder().setValue("true").setUser("nobody-here");
    assertThat(answer("application/json", launch)).contains("No such user 'nobody-here'");
  }
}
