package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static io.meseta.core.master.machine.MasterFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.master.MasterCommand;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import java.util.List;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much a task may ask for: limits above requests, and gpus as whole devices (§8.10, §10.12).
 */
class ResourceLimitsTest {

  private final MasterFixture master = new MasterFixture();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpus:1;mem:32 | cpus=1 | ''",
        "cpus:1;mem:32 | cpus=1.5 mem=64 | ''",
        "cpus:1;mem:32 | cpus=Infinity mem=Infinity | ''",
        "cpus:1;mem:32 | disk=5 | Only cpus and mem may be included in a task's resource limits",
        "mem:32 | cpus=1 | When a CPU limit is specified, a CPU request must also be specified",
        "cpus:1 | mem=1 | When a memory limit is specified, a memory request must also be specified",
        "cpus:1 | cpus=0.9 | The cpu limit must be greater than or equal to the cpu request",
        "mem:32 | mem=31 | The memory limit must be greater than or equal to the memory request",
        "cpus:1;gpus:2 | '' | ''",
        "cpus:1;gpus:0.5 | '' | Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer"
      })
  void checksWhatATaskAsksFor(String resources, String limits, String error) {
    AgentId agent = master.registerAgent(1, "cpus:4;mem:1024;disk:1024;gpus:4");
    launch(agent, limited(task("t", agent, resources), limits), error);
  }

  @Test
  void anAgentThatKnowsNoLimitsGetsNoSuchTask() {
    launch(
        registerAgent(type -> type != Capability.Type.TASK_RESOURCE_LIMITS),
        "Agent is not capable of handling task resource limits");
  }

  @Test
  void ourOwnAgentKnowsLimits() {
    launch(registerAgent(type -> true), "");
  }

  private void launch(AgentId agent, String error) {
    launch(agent, limited(task("t", agent, "cpus:1"), "cpus=2"), error);
  }

  private AgentId registerAgent(Predicate<Capability.Type> knows) {
    List<Capability> capabilities =
        AgentConfig.CAPABILITIES.stream()
            .filter(knows)
            .map(type -> Capability.newBuilder().setType(type).build())
            .toList();
    master.step(
        new MasterCommand.RegisterAgent(
            MasterFixture.pid(1),
            RegisterSlaveMessage.newBuilder()
                .setSlave(MasterFixture.agentInfo(1, "cpus:4;gpus:1"))
                .setVersion("1.11.0")
                .addAllAgentCapabilities(capabilities)
                .build()));
    return new AgentId(
        master.lastMessage(SlaveRegisteredMessage.class).orElseThrow().getSlaveId().getValue());
  }

  private void launch(AgentId agent, TaskInfo task, String error) {
    FrameworkId framework =
        master.subscribe(frameworkInfo("f", FrameworkInfo.Capability.Type.GPU_RESOURCES));
    master.settle();
    master.accept(framework, master.offerOn(framework, agent), 0, task);
    assertThat(master.lastMessage(RunTaskMessage.class).isPresent()).isEqualTo(error.isEmpty());
    if (!error.isEmpty()) {
      assertThat(master.lastStatus(framework).getState()).isEqualTo(TaskState.TASK_ERROR);
      assertThat(master.lastStatus(framework).getMessage()).endsWith(error);
    }
  }

  private static TaskInfo limited(TaskInfo task, String limits) {
    TaskInfo.Builder limited = task.toBuilder();
    for (String limit : limits.split(" ", -1)) {
      if (!limit.isEmpty()) {
        String[] pair = limit.split("=", 2);
        limited.putLimits(
            pair[0], Value.Scalar.newBuilder().setValue(Double.parseDouble(pair[1])).build());
      }
    }
    return limited.build();
  }
}
