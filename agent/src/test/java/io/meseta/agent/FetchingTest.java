package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.agent.fetcher.FileServer;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks whose files are fetched before they start (Mesos reference §12.4). */
class FetchingTest {

  private static final FrameworkInfo FRAMEWORK = Scenario.framework("fw-0001");

  @TempDir Path directory;
  private AgentFixture agent;
  private FakeMaster master;
  private FileServer server;

  @BeforeEach
  void startAgent() throws Exception {
    agent = new AgentFixture(directory, false);
    master = agent.master;
    server = new FileServer();
    agent.awaitRegistered();
  }

  @AfterEach
  void stopAgent() {
    server.close();
    agent.close();
  }

  private static TaskInfo task(String id, String uri, String command) {
    return Scenario.task(id)
        .setCommand(
            CommandInfo.newBuilder()
                .setShell(true)
                .setValue(command)
                .addUris(CommandInfo.URI.newBuilder().setValue(uri)))
        .build();
  }

  @Test
  void startsATaskWithItsFiles() throws Exception {
    master.run(FRAMEWORK, task("t", server.put("/hello.txt", "hello"), "cat hello.txt"));
    master.awaitState("t", TaskState.TASK_FINISHED);
    assertThat(agent.stdout("fw-0001", "t")).isEqualTo("hello");
  }

  @Test
  void saysWhichFileCouldNotBeFetched() {
    String uri = server.address("/none");
    master.run(FRAMEWORK, task("t", uri, "true"));
    TaskStatus status = master.awaitState("t", TaskState.TASK_FAILED).getLast().getStatus();
    assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_CONTAINER_LAUNCH_FAILED);
    assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
    assertThat(status.getMessage())
        .startsWith("Failed to launch container: Failed to fetch all URIs for container '")
        .contains("': exited with status 1; Failed to fetch '" + uri + "'")
        .endsWith("received HTTP return code 404");
  }

  @Test
  void aKillEndsTheFetchingAndHoldsUpNobody() {
    master.run(FRAMEWORK, task("slow", server.put("/slow", "some bytes"), "true"));
    Patience.await().until(() -> !server.requests().isEmpty());
    master.run(FRAMEWORK, Scenario.commandTask("other", "true"));
    master.awaitState("other", TaskState.TASK_FINISHED);
    master.send(
        KillTaskMessage.newBuilder()
            .setFrameworkId(FRAMEWORK.getId())
            .setTaskId(Scenario.taskId("slow"))
            .build());
    TaskStatus status = master.awaitState("slow", TaskState.TASK_KILLED).getLast().getStatus();
    assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_KILLED_DURING_LAUNCH);
    Patience.await()
        .until(() -> agent.get("/containers").equals("[]")); // the executor is gone as well
  }
}
