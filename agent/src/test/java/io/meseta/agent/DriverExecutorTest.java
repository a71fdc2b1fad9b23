package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ShutdownExecutorMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver protocol of executors (Mesos reference §5.3), spoken by a real process. */
class DriverExecutorTest {

  private static final FrameworkInfo FRAMEWORK = Scenario.framework("fw-0001");
  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("ex-1").build();

  @TempDir Path directory;

  private static TaskInfo task(String id) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    CommandInfo.Builder command =
        CommandInfo.newBuilder()
            .setValue(
                "LC_ALL=C.UTF-8 exec "
                    + java
                    + " -XX:TieredStopAtLevel=1 "
                    + DriverExecutor.class.getName())
            .setEnvironment(
                Environment.newBuilder()
                    .addVariables(
                        Environment.Variable.newBuilder()
                            .setName("CLASSPATH")
                            .setValue(System.getProperty("java.class.path"))));
    return Scenario.task(id)
        .setExecutor(
            ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.CUSTOM)
                .setExecutorId(EXECUTOR)
                .setFrameworkId(FRAMEWORK.getId())
                .setCommand(command))
        .build();
  }

  @Test
  void runsTasksThroughARestartOfTheAgent() throws Exception {
    try (AgentFixture agent = new AgentFixture(directory, true)) {
      FakeMaster master = agent.master;
      agent.awaitRegistered();
      master.run(FRAMEWORK, task("a"));
      StatusUpdate running = master.awaitState("a", TaskState.TASK_RUNNING).getLast();
      assertThat(running.getStatus().getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
      assertThat(running.getStatus().getExecutorId()).isEqualTo(EXECUTOR);
      assertThat(running.getStatus().getContainerStatus().getExecutorPid()).isPositive();

      agent.restart();
      master.await("ReregisterSlaveMessage", ReregisterSlaveMessage.parser());
      master.run(FRAMEWORK, task("b"), false);
      master.awaitState("b", TaskState.TASK_RUNNING);
      exchangeMessages(master);
      kill(master, "a");
      shutDown(master);
      assertThat(master.awaitState("b", TaskState.TASK_FAILED).getLast().getStatus().getMessage())
          .isEqualTo("Executor terminated");
      assertThat(agent.stdout("fw-0001", "ex-1"))
          .startsWith(
              "mesos.internal.ExecutorRegisteredMessage\nmesos.internal.RunTaskMessage\n"
                  + "mesos.internal.StatusUpdateAcknowledgementMessage\n"
                  + "mesos.internal.ReconnectExecutorMessage\n"
                  + "mesos.internal.ExecutorReregisteredMessage\n");
    }
  }

  private static void exchangeMessages(FakeMaster master) {
    master.send(
        FrameworkToExecutorMessage.newBuilder()
            .setSlaveId(FakeMaster.AGENT)
            .setFrameworkId(FRAMEWORK.getId())
            .setExecutorId(EXECUTOR)
            .setData(ByteString.copyFromUtf8("hi"))
            .build());
    ExecutorToFrameworkMessage message =
        master.await("ExecutorToFrameworkMessage", ExecutorToFrameworkMessage.parser());
    assertThat(message.getData().toStringUtf8()).isEqualTo("echo:hi");
  }

  private static void kill(FakeMaster master, String task) {
    master.send(
        KillTaskMessage.newBuilder()
            .setFrameworkId(FRAMEWORK.getId())
            .setTaskId(Scenario.taskId(task))
            .build());
    master.awaitState(task, TaskState.TASK_KILLED);
  }

  private static void shutDown(FakeMaster master) {
    master.send(
        ShutdownExecutorMessage.newBuilder()
            .setFrameworkId(FRAMEWORK.getId())
            .setExecutorId(EXECUTOR)
            .build());
    ExitedExecutorMessage exited =
        master.await("ExitedExecutorMessage", ExitedExecutorMessage.parser());
    assertThat(exited.getStatus()).isEqualTo(7 << 8);
  }
}
