package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.MasterCommand.ReregisterAgent;
import io.meseta.core.master.SchedulerCall;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import java.util.List;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

/** An update that the agent has repeated arrives late, after those that followed it. */
class OvertakenUpdateTest {

  private static final TaskStatus FINISHED =
      status(TaskState.TASK_FINISHED, ByteString.copyFromUtf8("finished"));

  private final MasterFixture master = new MasterFixture();
  private final AgentId agent = master.registerAgent(1, "cpus:4;mem:1024");
  private final FrameworkId framework = master.subscribe(frameworkInfo("plain"));
  private final TaskInfo task = master.launch(framework, agent, "one", "cpus:1;mem:128");

  @Test
  void doesNotHideTheEndOfTheTask() {
    ByteString running = reportAndAcknowledge(TaskState.TASK_RUNNING);
    ByteString failed = master.update(1, framework, task, TaskState.TASK_FAILED);

    master.repeat(1, framework, task, TaskState.TASK_RUNNING, running);

    assertThat(master.lastStatus(framework).getUuid()).isEqualTo(failed);
    assertThat(answer()).isEqualTo(TaskState.TASK_FAILED);
    master.acknowledge(framework, task, failed);
    assertThat(master.core.snapshot(master.now()).framework(framework).orElseThrow().tasks())
        .as("tasks that are still followed")
        .isEmpty();
  }

  @Test
  void doesNotHideTheEndOfATaskOfAnEarlierLeader() {
    ByteString failed = master.update(1, framework, task, TaskState.TASK_FAILED);

    master.update(1, framework, task, TaskState.TASK_RUNNING); // seen by the earlier leader only

    master.acknowledge(framework, task, failed);
    assertThat(master.core.snapshot(master.now()).framework(framework).orElseThrow().tasks())
        .isEmpty();
  }

  @Test
  void doesNotTakeTheTaskBack() {
    ByteString starting = reportAndAcknowledge(TaskState.TASK_STARTING);
    reportAndAcknowledge(TaskState.TASK_RUNNING);

    master.repeat(1, framework, task, TaskState.TASK_STARTING, starting);

    assertThat(answer()).isEqualTo(TaskState.TASK_RUNNING);
  }

  @Test
  void isNewsIfNothingFollowed() {
    ByteString running = master.update(1, framework, task, TaskState.TASK_RUNNING);

    master.repeat(1, framework, task, TaskState.TASK_RUNNING, running);

    assertThat(answer()).isEqualTo(TaskState.TASK_RUNNING);
    assertThat(master.statusesFor(framework))
        .filteredOn(status -> status.getUuid().equals(running))
        .hasSize(2);
  }

  /** Agents report what waits for its turn along with what they have sent. */
  @Test
  void isNewsToALeaderThatHasHeardOfWhatFollows() {
    AgentId elsewhere = new AgentId("S9");
    TaskInfo two = MasterFixture.task("two", elsewhere, "cpus:1");
    ByteString running = ByteString.copyFromUtf8("running");
    returnWith(two, List.of(status(TaskState.TASK_RUNNING, running), FINISHED));

    master.repeat(2, framework, two, TaskState.TASK_RUNNING, running);
    master.acknowledge(framework, two, running);

    assertThat(master.lastMessage(StatusUpdateAcknowledgementMessage.class))
        .map(StatusUpdateAcknowledgementMessage::getUuid)
        .contains(running);
  }

  private void returnWith(TaskInfo task, List<TaskStatus> statuses) {
    master.step(
        new ReregisterAgent(
            MasterFixture.pid(2),
            ReregisterSlaveMessage.newBuilder()
                .setSlave(MasterFixture.agentInfo(2, "cpus:4").toBuilder().setId(task.getAgentId()))
                .setVersion("1.11.0")
                .addAllAgentCapabilities(Text.AGENT_CAPABILITIES)
                .addFrameworks(frameworkInfo("plain").setId(Text.frameworkId(framework)))
                .addTasks(
                    Task.newBuilder()
                        .setName(task.getName())
                        .setTaskId(task.getTaskId())
                        .setFrameworkId(Text.frameworkId(framework))
                        .setAgentId(task.getAgentId())
                        .addAllResources(task.getResourcesList())
                        .setState(TaskState.TASK_FINISHED)
                        .addAllStatuses(statuses))
                .build()));
  }

  private static TaskStatus status(TaskState state, ByteString uuid) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("two"))
        .setState(state)
        .setUuid(uuid)
        .build();
  }

  private ByteString reportAndAcknowledge(TaskState state) {
    ByteString uuid = master.update(1, framework, task, state);
    master.acknowledge(framework, task, uuid);
    return uuid;
  }

  /** What the master says when it is asked. */
  private TaskState answer() {
    master.call(
        framework,
        new SchedulerCall.Reconcile(
            Call.Reconcile.newBuilder()
                .addTasks(Call.Reconcile.Task.newBuilder().setTaskId(task.getTaskId()))
                .build()));
    return master.lastStatus(framework).getState();
  }
}
