package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static io.meseta.core.master.machine.MasterFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** The shortest story of a task, from the agent's registration to the last acknowledgement. */
class FirstLightTest {

  private final MasterFixture master = new MasterFixture();

  @Test
  void tellsTheWholeStoryOfATask() {
    AgentId agent = master.registerAgent(1, "cpus:4;mem:1024;disk:2048;ports:[31000-32000]");
    FrameworkId framework = master.subscribe(frameworkInfo("hello"));
    assertThat(master.eventsFor(framework))
        .extracting(Event::getType)
        .containsExactly(Event.Type.SUBSCRIBED, Event.Type.HEARTBEAT);

    master.settle();
    OfferId offer = master.offerOn(framework, agent);
    TaskInfo task = task("one", agent, "cpus:1;mem:128");
    master.accept(framework, offer, 0, task);
    assertThat(master.lastMessage(RunTaskMessage.class).orElseThrow().getTask().getTaskId())
        .isEqualTo(task.getTaskId());
    assertThat(master.used(agent).unallocated())
        .isEqualTo(Resources.of(Text.resources("cpus:1;mem:128")));

    ByteString running = master.update(1, framework, task, TaskState.TASK_RUNNING);
    assertThat(master.lastStatus(framework).getState()).isEqualTo(TaskState.TASK_RUNNING);
    master.acknowledge(framework, task, running);
    assertThat(master.lastMessage(StatusUpdateAcknowledgementMessage.class).orElseThrow().getUuid())
        .isEqualTo(running);

    ByteString finished = master.update(1, framework, task, TaskState.TASK_FINISHED);
    assertThat(master.used(agent)).isEqualTo(Resources.EMPTY);
    master.acknowledge(framework, task, finished);
    assertThat(master.core.snapshot(master.now()).framework(framework).orElseThrow())
        .satisfies(f -> assertThat(f.tasks()).isEmpty())
        .satisfies(f -> assertThat(f.completedTasks()).hasSize(1));
  }
}
