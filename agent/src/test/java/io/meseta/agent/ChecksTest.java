package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command checks beside real tasks (Mesos reference §11.7), and a restart of the agent. */
class ChecksTest {

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

  private static CommandInfo.Builder command(String text) {
    return CommandInfo.newBuilder().setValue(text);
  }

  private static HealthCheck.Builder healthCheck(CommandInfo.Builder command) {
    return HealthCheck.newBuilder()
        .setType(HealthCheck.Type.COMMAND)
        .setCommand(command)
        .setDelaySeconds(0)
        .setIntervalSeconds(0.1)
        .setGracePeriodSeconds(0)
        .setTimeoutSeconds(20)
        .setConsecutiveFailures(1_000_000);
  }

  private static TaskInfo.Builder task(String id) {
    return Scenario.commandTask(id, "exec sleep 1000").toBuilder();
  }

  private void awaitHealth(String task, Boolean... expected) {
    Patience.await()
        .untilAsserted(() ->
            assertThat(
                    master.updatesOf(task).stream()
                        .map(update -> update.getStatus())
                        .filter(TaskStatus::hasHealthy)
                        .map(TaskStatus::getHealthy)
                        .toList())
                .startsWith(expected));
  }

  @Test
  void tellsHealthAndSurvivesARestartOfTheAgent() throws Exception {
    CommandInfo.Builder look =
        command("echo looked; test $FLAG = ${MESOS_TASK_FLAG:-set} && test -e healthy")
            .setEnvironment(
                Environment.newBuilder()
                    .addVariables(
                        Environment.Variable.newBuilder().setName("FLAG").setValue("set")));
    master.run(FRAMEWORK, task("t").setHealthCheck(healthCheck(look)).build());
    awaitHealth("t", false);
    Path healthy = agent.sandboxFile("fw-0001", "t", "healthy");
    agent.restart();
    Files.createFile(healthy);
    Patience.await().until(() -> master.updatesOf("t").getLast().getStatus().getHealthy());
    assertThat(agent.sandboxFile("fw-0001", "t", "stderr")).content().contains("looked");
    assertThat(agent.stdout("fw-0001", "t")).isEmpty();
  }

  @Test
  void killsATaskWhoseCheckTakesTooLong() throws Exception {
    HealthCheck.Builder check =
        healthCheck(command("sleep 1000 & echo $! > pid; wait"))
            .setTimeoutSeconds(2) // long enough to say its pid
            .setConsecutiveFailures(2);
    master.run(FRAMEWORK, task("t").setHealthCheck(check).build());
    List<TaskStatus> statuses =
        master.awaitState("t", TaskState.TASK_KILLED).stream().map(u -> u.getStatus()).toList();
    assertThat(statuses)
        .extracting(TaskStatus::getState)
        .containsExactly(
            TaskState.TASK_STARTING,
            TaskState.TASK_RUNNING,
            TaskState.TASK_RUNNING,
            TaskState.TASK_RUNNING,
            TaskState.TASK_KILLED);
    assertThat(statuses.getLast().getHealthy()).isFalse();
    assertThat(statuses.getLast().getMessage())
        .isEqualTo("Command terminated with signal Terminated");
    String pid = Files.readString(agent.sandboxFile("fw-0001", "t", "pid")).trim();
    Patience.await().until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
  }

  @Test
  void tellsTheResultsOfAnArgumentVector() {
    CommandInfo.Builder look =
        CommandInfo.newBuilder()
            .setShell(false)
            .setValue("test")
            .addArguments("test")
            .addArguments("-e")
            .addArguments("no such file");
    CheckInfo.Builder check =
        CheckInfo.newBuilder()
            .setType(CheckInfo.Type.COMMAND)
            .setCommand(CheckInfo.Command.newBuilder().setCommand(look))
            .setDelaySeconds(0)
            .setIntervalSeconds(0.1)
            .setTimeoutSeconds(20);
    master.run(FRAMEWORK, task("t").setCheck(check).build());
    Patience.await()
        .until(() ->
            !master.updatesOf("t").isEmpty()
                && master.updatesOf("t").getLast().getStatus().getReason()
                    == TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED);
    TaskStatus status = master.updatesOf("t").getLast().getStatus();
    assertThat(status.getCheckStatus().getCommand().getExitCode()).isEqualTo(1);
  }
}
