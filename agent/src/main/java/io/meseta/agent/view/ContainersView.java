package io.meseta.agent.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.agent.containerizer.ContainerUsage;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * {@code /containers}: every container with its status and usage (Mesos reference §4.2).
 *
 * @param query may narrow it down by {@code container_id}, {@code framework_id} and {@code
 *     executor_id}
 */
public record ContainersView(AgentSnapshot agent, Map<String, String> query) implements JsonView {

  @Override
  public boolean isArray() {
    return true;
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    ContainerUsage usage = ContainerUsage.sample(Instant.now());
    for (AgentSnapshot.Executor executor : ContainerJson.running(agent)) {
      if (isWanted(executor)) {
        out.writeStartObject();
        out.writeStringField("container_id", executor.container().id().value());
        ContainerJson.identity(out, executor);
        ContainerJson.statistics(out, executor, usage);
        ContainerJson.status(out, executor);
        out.writeEndObject();
      }
    }
  }

  private boolean isWanted(AgentSnapshot.Executor executor) {
    return matches("container_id", executor.container().id().value())
        && matches("framework_id", executor.info().getFrameworkId().getValue())
        && matches("executor_id", executor.info().getExecutorId().getValue());
  }

  private boolean matches(String parameter, String value) {
    return value.equals(query.getOrDefault(parameter, value));
  }
}
