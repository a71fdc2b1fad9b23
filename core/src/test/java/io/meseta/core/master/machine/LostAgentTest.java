package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static io.meseta.core.master.machine.MasterFixture.pid;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.MasterCommand.AgentExited;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

/** What a framework hears of a task that has ended when its agent goes away. */
class LostAgentTest {

  private static final String RESOURCES = "cpus:4;mem:1024;disk:2048;ports:[31000-32000]";

  private final MasterFixture master = new MasterFixture();

  @Test
  void leavesAnEndedTaskAsItEndedWhenItsAgentBecomesUnreachable() {
    AgentId agent = master.registerAgent(1, RESOURCES);
    FrameworkId framework =
        master.subscribe(frameworkInfo("aware", Capability.Type.PARTITION_AWARE));
    TaskInfo task = master.launch(framework, agent, "one", "cpus:1;mem:128");
    master.update(1, framework, task, TaskState.TASK_FINISHED);

    master.advance(Duration.ofMinutes(3));

    assertThat(master.core.snapshot(master.now()).unreachableAgents()).hasSize(1);
    assertThat(master.lastStatus(framework).getState()).isEqualTo(TaskState.TASK_FINISHED);
  }

  @Test
  void leavesAnEndedTaskAsItEndedWhenItsAgentDisconnects() {
    AgentId agent = master.registerAgent(1, RESOURCES);
    FrameworkId framework = master.subscribe(frameworkInfo("plain").setCheckpoint(false));
    TaskInfo task = master.launch(framework, agent, "one", "cpus:1;mem:128");
    master.update(1, framework, task, TaskState.TASK_FAILED);

    master.step(new AgentExited(pid(1)));

    assertThat(master.lastStatus(framework).getState()).isEqualTo(TaskState.TASK_FAILED);
  }
}
