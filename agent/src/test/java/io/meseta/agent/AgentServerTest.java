package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.core.agent.AgentConfig;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.http.server.NetworkThreads;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with real processes, and a master that is only played. */
class AgentServerTest {

  @TempDir Path directory;
  private NetworkThreads threads;
  private LauncherLink launcher;
  private FakeMaster master;
  private AgentServer agent;

  @BeforeEach
  void startAgent() throws Exception {
    threads = NetworkThreads.start("test", 2);
    launcher = LauncherLink.open(LauncherOptions.ephemeral(directory.resolve("run")));
    master = new FakeMaster(threads);
    agent = AgentServer.start(settings(), surroundings());
    agent.follow(master.info());
  }

  @AfterEach
  void stopAgent() {
    agent.close();
    master.close();
    launcher.shutdown().join();
    threads.close();
  }

  private AgentServer.Surroundings surroundings() {
    return new AgentServer.Surroundings(threads, launcher.launcher("agent1"));
  }

  private AgentSettings settings() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    AgentConfig.Timing usual = AgentConfig.Timing.defaults();
    return new AgentSettings(
        new AgentSettings.Endpoint(
            new DaemonAddress(loopback, "127.0.0.1", "localhost", Optional.empty()), 0),
        new AgentSettings.Directories(directory.resolve("work"), false),
        new AgentSettings.Offering(Scenario.resources(4, 4096), List.of()),
        new AgentConfig.Timing(
            Duration.ofMillis(10),
            usual.executorRegistrationTimeout(),
            usual.executorReregistrationTimeout(),
            usual.executorShutdownGracePeriod(),
            usual.recoveryTimeout()),
        AgentConfig.Executors.defaults(),
        Map.of("work_dir", directory.resolve("work").toString()));
  }

  @Test
  void registersAndAnswersPings() {
    RegisterSlaveMessage registration =
        master.await("RegisterSlaveMessage", RegisterSlaveMessage.parser());
    assertThat(registration.getSlave().getPort()).isEqualTo(agent.port());
    assertThat(registration.getSlave().getHostname()).isEqualTo("localhost");
    assertThat(registration.getAgentCapabilitiesList())
        .extracting(capability -> capability.getType())
        .isEqualTo(AgentConfig.CAPABILITIES);
    UpdateSlaveMessage update = master.await("UpdateSlaveMessage", UpdateSlaveMessage.parser());
    assertThat(update.getSlaveId()).isEqualTo(FakeMaster.AGENT);
    assertThat(update.getResourceVersionUuid()).isEqualTo(registration.getResourceVersionUuid());

    master.ping(true);
    master.await("PongSlaveMessage", PongSlaveMessage.parser());
  }

  @Test
  void runsACommandAndKeepsItsOutput() throws Exception {
    awaitRegistered();
    FrameworkInfo framework = Scenario.framework("fw-0001");
    master.run(framework, Scenario.commandTask("t1", "echo hello; echo $MESOS_EXECUTOR_ID"));

    List<StatusUpdate> updates = master.awaitState("t1", TaskState.TASK_FINISHED);
    assertThat(updates)
        .extracting(update -> update.getStatus().getState())
        .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
    assertThat(updates.getLast().getStatus().getMessage())
        .isEqualTo("Command exited with status 0");
    assertThat(stdout("fw-0001", "t1")).isEqualTo("hello\nt1\n");
  }

  @Test
  void killsTheWholeProcessTree() throws Exception {
    awaitRegistered();
    master.run(
        Scenario.framework("fw-0001"),
        Scenario.commandTask("t1", "sleep 1000 & echo $!; setsid sleep 1001 & echo $!; wait"));
    master.awaitState("t1", TaskState.TASK_RUNNING);
    List<String> children =
        Awaitility.await()
            .until(() -> stdout("fw-0001", "t1").lines().toList(), lines -> lines.size() == 2);

    master.send(
        KillTaskMessage.newBuilder()
            .setFrameworkId(Scenario.framework("fw-0001").getId())
            .setTaskId(Scenario.taskId("t1"))
            .build());

    List<StatusUpdate> updates = master.awaitState("t1", TaskState.TASK_KILLED);
    assertThat(updates.getLast().getStatus().getMessage())
        .isEqualTo("Command terminated with signal Terminated");
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(children)
                .noneMatch(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent()));
  }

  @Test
  void showsItsTasks() throws Exception {
    awaitRegistered();
    master.run(Scenario.framework("fw-0001"), Scenario.commandTask("t1", "sleep 1000"));
    master.awaitState("t1", TaskState.TASK_RUNNING);

    assertThat(get("/state"))
        .contains("\"executors\":[{\"id\":\"t1\",\"name\":\"Command Executor (Task: t1)")
        .contains("\"state\":\"TASK_RUNNING\"");
    assertThat(get("/slave(1)/monitor/statistics"))
        .startsWith("[{\"executor_id\":\"t1\"")
        .contains("\"mem_rss_bytes\":");
    assertThat(get("/containers")).contains("\"executor_pid\":");
    assertThat(get("/metrics/snapshot")).contains("\"slave/tasks_running\":1.0");
    assertThat(get("/version")).contains("\"version\":");
  }

  private void awaitRegistered() {
    master.await("UpdateSlaveMessage", UpdateSlaveMessage.parser());
  }

  private String stdout(String framework, String executor) throws Exception {
    Path runs =
        directory.resolve(
            "work/slaves/%s/frameworks/%s/executors/%s/runs/latest/stdout"
                .formatted(FakeMaster.AGENT.getValue(), framework, executor));
    return Files.readString(runs);
  }

  private String get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + agent.port() + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
