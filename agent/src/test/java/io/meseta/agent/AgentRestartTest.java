package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.executor.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is ended and started again while its tasks run on (Mesos reference §2.4). */
class AgentRestartTest {

  private static final FrameworkInfo FRAMEWORK = Scenario.framework("fw-0001");

  @TempDir Path directory;
  private AgentFixture agent;
  private FakeMaster master;

  @BeforeEach
  void startAgent() throws Exception {
    agent = new AgentFixture(directory, true);
    master = agent.master;
    agent.awaitRegistered();
  }

  @AfterEach
  void stopAgent() {
    agent.close();
  }

  @Test
  void keepsItsIdAndItsRunningTasks() throws Exception {
    master.run(FRAMEWORK, Scenario.commandTask("t1", "sleep 1000"));
    master.awaitState("t1", TaskState.TASK_RUNNING);

    agent.restart();

    ReregisterSlaveMessage message =
        master.await("ReregisterSlaveMessage", ReregisterSlaveMessage.parser());
    assertThat(message.getSlave().getId()).isEqualTo(FakeMaster.AGENT);
    assertThat(message.getFrameworksList()).containsExactly(FRAMEWORK);
    assertThat(message.getExecutorInfosList()).isEmpty();
    assertThat(message.getTasksList())
        .singleElement()
        .satisfies(task -> assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING));

    master.send(
        KillTaskMessage.newBuilder()
            .setFrameworkId(FRAMEWORK.getId())
            .setTaskId(Scenario.taskId("t1"))
            .build());
    master.awaitState("t1", TaskState.TASK_KILLED);
  }

  @Test
  void tellsTheEndOfATaskThatEndedMeanwhile() throws Exception {
    Path stop = directory.resolve("stop");
    master.run(
        FRAMEWORK,
        Scenario.commandTask("t1", "while [ ! -e " + stop + " ]; do sleep 0.05; done; exit 7"));
    master.awaitState("t1", TaskState.TASK_RUNNING);
    Files.createFile(stop);

    agent.restart();

    assertThat(master.awaitState("t1", TaskState.TASK_FAILED).getLast().getStatus().getMessage())
        .isEqualTo("Command exited with status 7");
  }

  @Test
  void repeatsAnUpdateThatNobodyAcknowledged() throws Exception {
    master.stopAcknowledging();
    master.run(FRAMEWORK, Scenario.commandTask("t1", "true"));
    master.awaitState("t1", TaskState.TASK_STARTING);
    int before = master.all("StatusUpdateMessage", StatusUpdateMessage.parser()).size();

    agent.restart();

    Patience.await()
        .untilAsserted(() ->
            assertThat(master.all("StatusUpdateMessage", StatusUpdateMessage.parser()))
                .hasSizeGreaterThan(before));
    assertThat(master.updatesOf("t1")).hasSize(1);
  }

  @Test
  void takesBackAnExecutorThatSubscribesAgain() throws Exception {
    master.run(
        FRAMEWORK,
        Scenario.task("a")
            .setExecutor(
                ExecutorInfo.newBuilder()
                    .setType(ExecutorInfo.Type.CUSTOM)
                    .setExecutorId(ExecutorID.newBuilder().setValue("ex-1"))
                    .setFrameworkId(FRAMEWORK.getId())
                    .setCommand(CommandInfo.newBuilder().setValue("exec sleep 1000")))
            .build());
    Patience.await().until(() -> Files.exists(agent.sandboxFile("fw-0001", "ex-1", "stdout")));
    try (ScriptedExecutor executor = executor()) {
      executor.subscribe();
      executor.awaitEvent(1);
      executor.update("a", TaskState.TASK_RUNNING);
      master.awaitState("a", TaskState.TASK_RUNNING);
      agent.restart();
      executor.awaitEnd();
    }
    try (ScriptedExecutor executor = executor()) {
      Patience.await().until(() -> executor.subscribe() == 200);
      assertThat(executor.awaitEvent(0).getType()).isEqualTo(Event.Type.SUBSCRIBED);
      master.await("ReregisterSlaveMessage", ReregisterSlaveMessage.parser());
      assertThat(executor.send(executor.update("a", TaskState.TASK_FINISHED, 9))).isEqualTo(202);
      master.awaitState("a", TaskState.TASK_FINISHED);
    }
  }

  private ScriptedExecutor executor() {
    return new ScriptedExecutor(
        agent.uri("/api/v1/executor"), "application/json", "fw-0001", "ex-1");
  }
}
