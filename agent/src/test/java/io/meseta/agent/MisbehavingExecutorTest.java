package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.executor.Protos.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an executor does, another on the same agent goes on as if it were alone. */
class MisbehavingExecutorTest {

  private static final FrameworkInfo FRAMEWORK = Scenario.framework("fw-0001");
  private static final String JSON = "application/json";

  @TempDir static Path directory;
  private static AgentFixture agent;
  private static FakeMaster master;
  private static ScriptedExecutor good;
  private static int tests;

  private ScriptedExecutor bad;
  private String name;

  @BeforeAll
  static void start() throws Exception {
    agent = new AgentFixture(directory, false);
    master = agent.master;
    agent.awaitRegistered();
    good = launch("good");
    assertThat(good.subscribe()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    good.close();
    agent.close();
  }

  @BeforeEach
  void launchBad() throws Exception {
    name = "bad-" + ++tests;
    bad = launch(name);
  }

  /** The good one has its task running, is heard and hears. */
  @AfterEach
  void othersAreNotHarmed() throws Exception {
    assertThat(good.update("good", TaskState.TASK_RUNNING)).isEqualTo(202);
    Patience.await().until(() -> good.acknowledgements("good") == tests);
    send("good", "ping " + name);
    good.awaitMessage("ping " + name);
    assertThat(good.message("pong " + name)).isEqualTo(202);
    Patience.await().until(() -> heard("pong " + name) == 1);
    bad.close();
  }

  @Test
  void floodsOfCallsAreAnswered() throws Exception {
    bad.subscribe();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      answers.add(bad.sendSoon(bad.update(name, TaskState.TASK_RUNNING, 100 + i)));
      answers.add(bad.sendSoon(bad.call(Call.Type.MESSAGE).setMessage(text("flood")).build()));
    }
    for (CompletableFuture<Integer> answer : answers) {
      assertThat(answer.get()).isIn(202, 503);
    }
    bad.update(name, TaskState.TASK_FINISHED);
    master.awaitState(name, TaskState.TASK_FINISHED);
  }

  @Test
  void whoNeverReadsIsCutOffAndMayComeBack() throws Exception {
    try (Socket deaf = connect()) {
      deaf.getOutputStream().write(bad.bytes(subscription()));
      assertThat(deaf.getInputStream().read()).isEqualTo('H');
      String much = "m".repeat(1 << 20);
      for (int i = 0; i < 64; i++) {
        send(name, much);
      }
      send("good", "after the flood");
      good.awaitMessage("after the flood");
      assertThat(readToEnd(deaf)).isLessThan(64L << 20);
    }
    assertThat(bad.subscribe(task(name))).isEqualTo(200);
    send(name, "welcome back");
    bad.awaitMessage("welcome back");
  }

  @Test
  void halfClosedConnectionsAndHalfCallsAreForgotten() throws Exception {
    try (Socket half = connect()) {
      half.getOutputStream().write(bad.bytes(subscription()));
      assertThat(half.getInputStream().read()).isEqualTo('H');
      half.shutdownOutput();
    }
    byte[] call = bad.bytes(bad.update(name, TaskState.TASK_FAILED, 1));
    for (int length : new int[] {10, call.length / 2, call.length - 1}) {
      try (Socket dying = connect()) {
        dying.getOutputStream().write(Arrays.copyOf(call, length));
      }
    }
    assertThat(bad.subscribe(task(name))).isEqualTo(200);
    bad.update(name, TaskState.TASK_RUNNING);
    assertThat(master.awaitState(name, TaskState.TASK_RUNNING)).hasSize(1);
  }

  @Test
  void secondSubscriptionEndsTheFirst() throws Exception {
    bad.subscribe();
    try (ScriptedExecutor again = executor(name)) {
      assertThat(again.subscribe(task(name))).isEqualTo(200);
      bad.awaitEnd();
      send(name, "to the second");
      again.awaitMessage("to the second");
    }
  }

  @Test
  void strangeUpdatesAreAnsweredAsRecorded() throws Exception {
    bad.subscribe();
    String caller = "executor " + name + " of framework fw-0001";
    assertThat(bad.answerTo(bad.update(name, TaskState.TASK_STAGING, 1)))
        .isEqualTo(
            "Failed to validate Executor::Call: Received TASK_STAGING from "
                + caller
                + " which is not allowed");
    Call lie = bad.update("good", TaskState.TASK_FAILED, 2);
    assertThat(bad.answerTo(lie.toBuilder().setExecutorId(id("good")).build()))
        .isEqualTo(
            "Failed to validate Executor::Call: ExecutorID in Call: good does not match ExecutorID"
                + " in TaskStatus: "
                + name);
    // As Mesos: an update of a task that it does not have goes on, but is not acknowledged to it.
    assertThat(bad.send(bad.update("unknown-" + name, TaskState.TASK_RUNNING, 3))).isEqualTo(202);
    master.awaitState("unknown-" + name, TaskState.TASK_RUNNING);
    assertThat(bad.acknowledgements("unknown-" + name)).isZero();
    // The same update twice is told once, and acknowledged twice.
    assertThat(bad.send(bad.update(name, TaskState.TASK_RUNNING, 4))).isEqualTo(202);
    assertThat(bad.send(bad.update(name, TaskState.TASK_RUNNING, 4))).isEqualTo(202);
    Patience.await().until(() -> bad.acknowledgements(name) == 2);
    assertThat(master.awaitState(name, TaskState.TASK_RUNNING)).hasSize(1);
  }

  private static ScriptedExecutor launch(String executor) {
    master.run(FRAMEWORK, task(executor));
    Path done = agent.sandboxFile("fw-0001", executor, "done");
    Patience.await().until(() -> Files.exists(done));
    return executor(executor);
  }

  private static ScriptedExecutor executor(String executor) {
    return new ScriptedExecutor(agent.uri("/api/v1/executor"), JSON, "fw-0001", executor);
  }

  private static TaskInfo task(String executor) {
    return Scenario.task(executor)
        .setExecutor(
            ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.CUSTOM)
                .setExecutorId(id(executor))
                .setFrameworkId(FRAMEWORK.getId())
                .setCommand(CommandInfo.newBuilder().setValue("touch done; exec sleep 1000")))
        .build();
  }

  private static ExecutorID id(String executor) {
    return ExecutorID.newBuilder().setValue(executor).build();
  }

  private Call subscription() {
    return bad.call(Call.Type.SUBSCRIBE).setSubscribe(Call.Subscribe.getDefaultInstance()).build();
  }

  private static Call.Message text(String text) {
    return Call.Message.newBuilder().setData(ByteString.copyFromUtf8(text)).build();
  }

  private static void send(String executor, String text) {
    master.send(
        FrameworkToExecutorMessage.newBuilder()
            .setSlaveId(FakeMaster.AGENT)
            .setFrameworkId(FRAMEWORK.getId())
            .setExecutorId(id(executor))
            .setData(ByteString.copyFromUtf8(text))
            .build());
  }

  private static long heard(String text) {
    return master.all("ExecutorToFrameworkMessage", ExecutorToFrameworkMessage.parser()).stream()
        .filter(message -> message.getData().toStringUtf8().equals(text))
        .count();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.uri("/").getPort());
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    return socket;
  }

  /** How many bytes there were until the agent ended the connection. */
  private static long readToEnd(Socket socket) throws IOException {
    long read = 0;
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        read += n;
      }
    } catch (SocketException e) {
      return read; // cut off
    }
    return read;
  }
}
