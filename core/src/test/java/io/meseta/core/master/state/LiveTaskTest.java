package io.meseta.core.master.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;

class LiveTaskTest {

  private static final TaskStatus STARTING = status(TaskState.TASK_STARTING, "first");
  private static final TaskStatus RUNNING = status(TaskState.TASK_RUNNING, "second");
  private static final TaskStatus KILLED = status(TaskState.TASK_KILLED, "last");

  @Test
  void anUpdateIsPastWhenALaterOneWasForwarded() {
    LiveTask task = new LiveTask(staging().build());
    forward(task, STARTING);
    assertThat(task.isPast(STARTING)).as("repeated").isFalse();

    forward(task, RUNNING);

    assertThat(task.isPast(STARTING)).isTrue();
    assertThat(task.isPast(RUNNING)).isFalse();
    assertThat(task.isPast(KILLED)).isFalse();
  }

  @Test
  void allButTheEndIsPastWhenTheEndWasForwarded() {
    LiveTask task = new LiveTask(staging().build()); // of what came before, an earlier leader knew
    forward(task, KILLED);

    assertThat(task.isPast(STARTING)).isTrue();
    assertThat(task.isPast(RUNNING)).isTrue();
    assertThat(task.isPast(KILLED)).isFalse();
  }

  /** Agents report what waits for its turn along with what they have sent. */
  @Test
  void anUpdateIsNotPastWhenALaterOneIsOnlyKnown() {
    LiveTask task =
        new LiveTask(
            staging()
                .setState(TaskState.TASK_KILLED)
                .addStatuses(STARTING)
                .addStatuses(KILLED)
                .build());

    assertThat(task.isPast(STARTING)).isFalse();
    task.update(STARTING, TaskState.TASK_KILLED, true);
    assertThat(task.isPast(STARTING)).isFalse();
    assertThat(task.isPast(KILLED)).isFalse();
  }

  private static void forward(LiveTask task, TaskStatus status) {
    task.update(status, status.getState(), true);
  }

  private static Task.Builder staging() {
    return Task.newBuilder()
        .setName("t")
        .setTaskId(TaskID.newBuilder().setValue("t"))
        .setFrameworkId(FrameworkID.newBuilder().setValue("f"))
        .setAgentId(AgentID.newBuilder().setValue("a"))
        .setState(TaskState.TASK_STAGING);
  }

  private static TaskStatus status(TaskState state, String uuid) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("t"))
        .setState(state)
        .setUuid(ByteString.copyFromUtf8(uuid))
        .build();
  }
}
