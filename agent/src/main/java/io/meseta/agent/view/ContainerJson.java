package io.meseta.agent.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.agent.containerizer.ContainerUsage;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.runtime.view.TaskJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;

/** What the endpoints about containers have in common. */
final class ContainerJson {

  private ContainerJson() {}

  /** The executors whose container runs. */
  static List<AgentSnapshot.Executor> running(AgentSnapshot agent) {
    return agent.frameworks().stream()
        .flatMap(framework -> framework.executors().stream())
        .filter(executor -> executor.phase() != ExecutorPhase.TERMINATED)
        .toList();
  }

  /** Who it is; keys in the order of the alphabet, as in the recordings. */
  static void identity(JsonGenerator out, AgentSnapshot.Executor executor) throws IOException {
    out.writeStringField("executor_id", executor.info().getExecutorId().getValue());
    out.writeStringField("executor_name", executor.info().getName());
    out.writeStringField("framework_id", executor.info().getFrameworkId().getValue());
    out.writeStringField("source", executor.info().getSource());
  }

  static void statistics(JsonGenerator out, AgentSnapshot.Executor executor, ContainerUsage usage)
      throws IOException {
    AgentSnapshot.Container container = executor.container();
    List<Long> processes = new ArrayList<>(container.nestedProcessIds());
    if (container.processId() > 0) {
      processes.add(container.processId());
    }
    TaskJson.message(
        out, "statistics", usage.of(processes, executor.allocated(), ContainerLimits.of(executor)));
  }

  static void status(JsonGenerator out, AgentSnapshot.Executor executor) throws IOException {
    ContainerStatus.Builder status =
        ContainerStatus.newBuilder()
            .setContainerId(ContainerID.newBuilder().setValue(executor.container().id().value()));
    if (executor.container().processId() > 0) {
      status.setExecutorPid((int) executor.container().processId());
    }
    TaskJson.message(out, "status", status.build());
  }
}
