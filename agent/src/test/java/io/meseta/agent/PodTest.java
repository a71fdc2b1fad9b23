package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Task groups on the built-in default executor, with real processes (Mesos reference §11.8). */
class PodTest {

  private static final FrameworkInfo FRAMEWORK =
      Scenario.framework("fw-0001").toBuilder()
          .addCapabilities(Capability.newBuilder().setType(Capability.Type.TASK_KILLING_STATE))
          .build();

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

  private void run(TaskInfo... tasks) {
    ExecutorInfo executor =
        ExecutorInfo.newBuilder()
            .setType(ExecutorInfo.Type.DEFAULT)
            .setExecutorId(ExecutorID.newBuilder().setValue("pod"))
            .setFrameworkId(FRAMEWORK.getId())
            .addAllResources(Scenario.resources(0.1, 32))
            .build();
    RunTaskGroupMessage.Builder message =
        RunTaskGroupMessage.newBuilder()
            .setFramework(FRAMEWORK)
            .setExecutor(executor)
            .setLaunchExecutor(true);
    Arrays.stream(tasks)
        .map(task -> task.toBuilder().setExecutor(executor))
        .forEach(message.getTaskGroupBuilder()::addTasks);
    master.send(message.build());
  }

  /** A task that sees the directory {@code shared} of the pod as {@code data}. */
  private static TaskInfo sharing(String id, String command) {
    Volume.Source.SandboxPath path =
        Volume.Source.SandboxPath.newBuilder()
            .setType(Volume.Source.SandboxPath.Type.PARENT)
            .setPath("shared")
            .build();
    return Scenario.commandTask(id, command).toBuilder()
        .setContainer(
            ContainerInfo.newBuilder()
                .setType(ContainerInfo.Type.MESOS)
                .addVolumes(
                    Volume.newBuilder()
                        .setMode(Volume.Mode.RW)
                        .setContainerPath("data")
                        .setSource(
                            Volume.Source.newBuilder()
                                .setType(Volume.Source.Type.SANDBOX_PATH)
                                .setSandboxPath(path))))
        .build();
  }

  private static List<TaskState> states(List<StatusUpdate> updates) {
    return updates.stream().map(update -> update.getStatus().getState()).toList();
  }

  @Test
  void tasksOfAPodShareAFileAndHaveSandboxesOfTheirOwn() throws Exception {
    run(
        sharing("writer", "env | sort; echo hello > data/part; mv data/part data/file"),
        sharing("reader", "until [ -e data/file ]; do sleep 0.05; done; cat data/file"));

    List<StatusUpdate> updates = master.awaitState("reader", TaskState.TASK_FINISHED);
    assertThat(states(updates))
        .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
    assertThat(updates.getLast().getStatus().getMessage())
        .isEqualTo("Command exited with status 0");
    showsItsContainerWhileItRuns(updates);
    master.awaitState("writer", TaskState.TASK_FINISHED);
    assertThat(master.await("ExitedExecutorMessage", ExitedExecutorMessage.parser()).getStatus())
        .isZero();

    Path pod = agent.sandboxFile("fw-0001", "pod", ".").toRealPath();
    assertThat(pod.resolve("tasks/reader/stdout")).hasContent("hello");
    Path sandbox = pod.resolve("tasks/writer").toRealPath();
    assertThat(sandbox.getParent()).isEqualTo(pod.resolve("containers"));
    assertThat(Files.readAllLines(sandbox.resolve("stdout")))
        .contains(
            "MESOS_ALLOCATION_ROLE=r1",
            "MESOS_CONTAINER_IP=127.0.0.1",
            "MESOS_SANDBOX=" + sandbox,
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "PWD=" + sandbox)
        .noneMatch(line -> line.startsWith("MESOS_EXECUTOR_ID"));
  }

  private static void showsItsContainerWhileItRuns(List<StatusUpdate> updates) {
    List<ContainerStatus> containers =
        updates.stream().map(update -> update.getStatus().getContainerStatus()).toList();
    assertThat(containers).allMatch(container -> container.getContainerId().hasParent());
    assertThat(containers.get(0).hasExecutorPid()).isFalse();
    assertThat(containers.get(1).getExecutorPid()).isPositive();
    assertThat(containers.get(1).getNetworkInfosCount()).isEqualTo(1);
    assertThat(containers.get(2).getNetworkInfosCount()).isZero();
  }

  @Test
  void aTaskThatFailsTakesTheOthersAlong() {
    run(Scenario.commandTask("bad", "exit 3"), Scenario.commandTask("good", "exec sleep 1000"));

    assertThat(master.awaitState("bad", TaskState.TASK_FAILED).getLast().getStatus().getMessage())
        .isEqualTo("Command exited with status 3");
    List<StatusUpdate> updates = master.awaitState("good", TaskState.TASK_KILLED);
    assertThat(states(updates))
        .containsExactly(
            TaskState.TASK_STARTING,
            TaskState.TASK_RUNNING,
            TaskState.TASK_KILLING,
            TaskState.TASK_KILLED);
    assertThat(updates.getLast().getStatus().getMessage())
        .isEqualTo("Command terminated with signal Terminated");
  }

  @Test
  void aPodRunsOnWhileTheAgentIsAway() throws Exception {
    Path stop = directory.resolve("stop");
    run(
        Scenario.commandTask("a", "while [ ! -e " + stop + " ]; do sleep 0.05; done"),
        Scenario.commandTask("b", "exec sleep 1000"));
    master.awaitState("a", TaskState.TASK_RUNNING);
    master.awaitState("b", TaskState.TASK_RUNNING);

    agent.restart();

    ReregisterSlaveMessage message =
        master.await("ReregisterSlaveMessage", ReregisterSlaveMessage.parser());
    assertThat(message.getExecutorInfosList())
        .singleElement()
        .satisfies(executor -> assertThat(executor.getType()).isEqualTo(ExecutorInfo.Type.DEFAULT));
    assertThat(message.getTasksList()).hasSize(2);
    Files.createFile(stop);
    master.awaitState("a", TaskState.TASK_FINISHED);
    assertThat(agent.get("/containers")).contains("\"executor_id\":\"pod\"", "mem_rss_bytes");
    assertThat(agent.get("/state")).contains("\"type\":\"DEFAULT\"");

    master.send(
        KillTaskMessage.newBuilder()
            .setFrameworkId(FRAMEWORK.getId())
            .setTaskId(Scenario.taskId("b"))
            .build());
    master.awaitState("b", TaskState.TASK_KILLED);
    master.await("ExitedExecutorMessage", ExitedExecutorMessage.parser());
  }
}
