package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.agent.AgentConfig;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with real processes, and a master that is only played. */
class AgentServerTest {

  @TempDir Path directory;
  private AgentFixture agent;
  private FakeMaster master;

  @BeforeEach
  void startAgent() throws Exception {
    agent = new AgentFixture(directory, false);
    master = agent.master;
  }

  @AfterEach
  void stopAgent() {
    agent.close();
  }

  @Test
  void registersAndAnswersPings() {
    RegisterSlaveMessage registration =
        master.await("RegisterSlaveMessage", RegisterSlaveMessage.parser());
    assertThat(registration.getSlave().getPort()).isEqualTo(agent.agent().port());
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
    agent.awaitRegistered();
    FrameworkInfo framework = Scenario.framework("fw-0001");
    master.run(framework, Scenario.commandTask("t1", "echo hello; echo $MESOS_EXECUTOR_ID"));

    List<StatusUpdate> updates = master.awaitState("t1", TaskState.TASK_FINISHED);
    assertThat(updates)
        .extracting(update -> update.getStatus().getState())
        .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
    assertThat(updates.getLast().getStatus().getMessage())
        .isEqualTo("Command exited with status 0");
    assertThat(agent.stdout("fw-0001", "t1")).isEqualTo("hello\nt1\n");
  }

  @Test
  void killsTheWholeProcessTree() throws Exception {
    agent.awaitRegistered();
    master.run(
        Scenario.framework("fw-0001"),
        Scenario.commandTask("t1", "sleep 1000 & echo $!; setsid sleep 1001 & echo $!; wait"));
    master.awaitState("t1", TaskState.TASK_RUNNING);
    List<String> children =
        Patience.await()
            .until(
                () -> agent.stdout("fw-0001", "t1").lines().toList(), lines -> lines.size() == 2);

    master.send(
        KillTaskMessage.newBuilder()
            .setFrameworkId(Scenario.framework("fw-0001").getId())
            .setTaskId(Scenario.taskId("t1"))
            .build());

    List<StatusUpdate> updates = master.awaitState("t1", TaskState.TASK_KILLED);
    assertThat(updates.getLast().getStatus().getMessage())
        .isEqualTo("Command terminated with signal Terminated");
    Patience.await()
        .untilAsserted(() ->
            assertThat(children)
                .noneMatch(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent()));
  }

  @Test
  void showsItsTasks() throws Exception {
    agent.awaitRegistered();
    master.run(Scenario.framework("fw-0001"), Scenario.commandTask("t1", "sleep 1000"));
    master.awaitState("t1", TaskState.TASK_RUNNING);

    assertThat(agent.get("/state"))
        .contains("\"executors\":[{\"id\":\"t1\",\"name\":\"Command Executor (Task: t1)")
        .contains("\"state\":\"TASK_RUNNING\"");
    assertThat(agent.get("/slave(1)/monitor/statistics"))
        .startsWith("[{\"executor_id\":\"t1\"")
        .contains("\"mem_rss_bytes\":");
    assertThat(agent.get("/containers")).contains("\"executor_pid\":");
    assertThat(agent.get("/metrics/snapshot")).contains("\"slave/tasks_running\":1.0");
    assertThat(agent.get("/version")).contains("\"version\":");
    assertThat(agent.get("/files/browse?path=/frameworks/fw-0001/executors/t1/runs/latest"))
        .contains("/frameworks/fw-0001/executors/t1/runs/latest/stdout");
  }
}
