package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.ShutdownExecutorMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executor API (Mesos reference §2) with real processes and an executor that is played. */
class ExecutorApiTest {

  private static final FrameworkInfo FRAMEWORK = Scenario.framework("fw-0001");

  @TempDir Path directory;
  private AgentFixture agent;
  private FakeMaster master;

  @BeforeEach
  void startAgent() throws Exception {
    agent = new AgentFixture(directory, false);
    master = agent.master;
    agent.awaitRegistered();
  }

  @AfterEach
  void stopAgent() {
    agent.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-protobuf"})
  void speaksWithAnExecutor(String type) throws Exception {
    master.run(FRAMEWORK, task("a"));
    awaitSandbox();
    try (ScriptedExecutor executor = executor("/api/v1/executor", type)) {
      assertThat(executor.subscribe()).isEqualTo(200);
      Event subscribed = executor.awaitEvent(0);
      assertThat(subscribed.getType()).isEqualTo(Event.Type.SUBSCRIBED);
      assertThat(subscribed.getSubscribed().getExecutorInfo().getName()).isEqualTo("ex one");
      assertThat(subscribed.getSubscribed().getAgentInfo().getId()).isEqualTo(FakeMaster.AGENT);
      assertThat(executor.awaitEvent(1).getLaunch().getTask().getTaskId())
          .isEqualTo(Scenario.taskId("a"));

      assertThat(executor.update("a", TaskState.TASK_RUNNING)).isEqualTo(202);
      assertThat(executor.awaitEvent(2).getType()).isEqualTo(Event.Type.ACKNOWLEDGED);
      master.awaitState("a", TaskState.TASK_RUNNING);
      assertThat(executor.heartbeat()).isEqualTo(202);

      master.run(FRAMEWORK, task("b"), false);
      assertThat(executor.awaitEvent(3).getLaunch().getTask().getTaskId())
          .isEqualTo(Scenario.taskId("b"));
      exchangeMessages(executor, 4);
      killAndFinish(executor, 5);
    }
  }

  private void exchangeMessages(ScriptedExecutor executor, int next) throws Exception {
    master.send(
        FrameworkToExecutorMessage.newBuilder()
            .setSlaveId(FakeMaster.AGENT)
            .setFrameworkId(FRAMEWORK.getId())
            .setExecutorId(ExecutorID.newBuilder().setValue("ex-1"))
            .setData(ByteString.copyFromUtf8("hi"))
            .build());
    assertThat(executor.awaitEvent(next).getMessage().getData().toStringUtf8()).isEqualTo("hi");
    assertThat(executor.message("echo:hi")).isEqualTo(202);
    ExecutorToFrameworkMessage message =
        master.await("ExecutorToFrameworkMessage", ExecutorToFrameworkMessage.parser());
    assertThat(message.getData().toStringUtf8()).isEqualTo("echo:hi");
  }

  private void killAndFinish(ScriptedExecutor executor, int next) throws Exception {
    master.send(
        KillTaskMessage.newBuilder()
            .setFrameworkId(FRAMEWORK.getId())
            .setTaskId(Scenario.taskId("a"))
            .build());
    assertThat(executor.awaitEvent(next).getKill().getTaskId()).isEqualTo(Scenario.taskId("a"));
    executor.update("a", TaskState.TASK_KILLED);
    executor.update("b", TaskState.TASK_FINISHED);
    master.awaitState("a", TaskState.TASK_KILLED);
    master.awaitState("b", TaskState.TASK_FINISHED);

    master.send(
        ShutdownExecutorMessage.newBuilder()
            .setFrameworkId(FRAMEWORK.getId())
            .setExecutorId(ExecutorID.newBuilder().setValue("ex-1"))
            .build());
    assertThat(executor.awaitEvent(next + 3).getType()).isEqualTo(Event.Type.SHUTDOWN);
  }

  @Test
  void givesExecutorsTheRecordedEnvironment() throws Exception {
    master.run(FRAMEWORK, task("a"));
    Path dump = awaitSandbox();
    List<String> names =
        Files.readAllLines(dump).stream().map(line -> line.replaceAll("=.*", "")).toList();
    List<String> recorded =
        Files.readAllLines(
                Path.of(System.getProperty("meseta.root"))
                    .resolve("golden/executor-v1/json-session/env.txt"))
            .stream()
            .map(line -> line.replaceAll("=.*", ""))
            .filter(name -> !name.equals("LC_CTYPE")) // set by the Python that recorded it
            .toList();
    assertThat(names).containsAll(recorded);
    assertThat(names).allMatch(name -> recorded.contains(name) || shellSets(name));
  }

  private static boolean shellSets(String name) {
    return List.of("_", "OLDPWD", "SHLVL").contains(name);
  }

  @Test
  void tellsThatAnExecutorEndedWithItsTask() throws Exception {
    master.run(FRAMEWORK, task("a").toBuilder().setExecutor(info("exit 3")).build());
    assertThat(master.awaitState("a", TaskState.TASK_FAILED).getLast().getStatus().getMessage())
        .isEqualTo("Executor terminated");
    ExitedExecutorMessage exited =
        master.await("ExitedExecutorMessage", ExitedExecutorMessage.parser());
    assertThat(exited.getStatus()).isEqualTo(3 << 8);
  }

  @Test
  void answersBadCallsAsRecorded() throws Exception {
    master.run(FRAMEWORK, task("a"));
    awaitSandbox();
    try (ScriptedExecutor executor = executor("/slave(1)/api/v1/executor", "application/json")) {
      Call update = executor.update("a", TaskState.TASK_RUNNING, 1);
      assertThat(executor.answerTo(update)).isEqualTo("Executor is not subscribed");
      Call.Builder stranger = update.toBuilder();
      stranger.getExecutorIdBuilder().setValue("other");
      stranger.getUpdateBuilder().getStatusBuilder().clearExecutorId();
      assertThat(executor.answerTo(stranger.build())).isEqualTo("Executor cannot be found");
      stranger.getFrameworkIdBuilder().setValue("other");
      assertThat(executor.answerTo(stranger.build())).isEqualTo("Framework cannot be found");
      Call.Builder noUuid = update.toBuilder();
      noUuid.getUpdateBuilder().getStatusBuilder().clearUuid();
      assertThat(executor.answerTo(noUuid.build()))
          .isEqualTo("Failed to validate Executor::Call: Expecting 'uuid' to be present");
    }
  }

  private ScriptedExecutor executor(String path, String type) {
    return new ScriptedExecutor(agent.uri(path), type, "fw-0001", "ex-1");
  }

  private Path awaitSandbox() {
    Path done = agent.sandboxFile("fw-0001", "ex-1", "done");
    Patience.await().until(() -> Files.exists(done));
    return agent.sandboxFile("fw-0001", "ex-1", "environment");
  }

  private static TaskInfo task(String id) {
    return Scenario.task(id)
        .setExecutor(info("env > environment; touch done; exec sleep 1000"))
        .build();
  }

  private static ExecutorInfo info(String command) {
    Environment.Variable variable =
        Environment.Variable.newBuilder().setName("FOO").setValue("bar").build();
    return ExecutorInfo.newBuilder()
        .setType(ExecutorInfo.Type.CUSTOM)
        .setExecutorId(ExecutorID.newBuilder().setValue("ex-1"))
        .setFrameworkId(FRAMEWORK.getId())
        .setName("ex one")
        .setCommand(
            CommandInfo.newBuilder()
                .setValue(command)
                .setEnvironment(Environment.newBuilder().addVariables(variable)))
        .addAllResources(Scenario.resources(0.1, 32))
        .build();
  }
}
