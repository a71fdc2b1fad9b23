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

  private final TaskID id = TaskID.newBuilder().setValue("t").build();
  private final LiveTask task =
      new LiveTask(
          Task.newBuilder()
              .setName("t")
              .setTaskId(id)
              .setFrameworkId(FrameworkID.newBuilder().setValue("f"))
              .setAgentId(AgentID.newBuilder().setValue("a"))
              .setState(TaskState.TASK_STAGING)
              .build());

  private void update(TaskState state, String uuid) {
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(id)
            .setState(state)
            .setUuid(ByteString.copyFromUtf8(uuid))
            .build();
    task.update(status, state, true);
  }

  @Test
  void anOldUpdateThatCameLateDoesNotHideTheEnd() {
    update(TaskState.TASK_STARTING, "first");
    update(TaskState.TASK_KILLED, "last");
    update(TaskState.TASK_STARTING, "first");

    assertThat(task.state()).isEqualTo(TaskState.TASK_KILLED);
    assertThat(task.statusUpdateState()).contains(TaskState.TASK_KILLED);
    assertThat(task.isFinalAcknowledgement(ByteString.copyFromUtf8("last"))).isTrue();
  }
}
