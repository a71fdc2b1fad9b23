package io.meseta.agent.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.agent.containerizer.ContainerUsage;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.time.Instant;

/** {@code /monitor/statistics}: what each container uses (Mesos reference §4.2). */
public record StatisticsView(AgentSnapshot agent) implements JsonView {

  @Override
  public boolean isArray() {
    return true;
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    ContainerUsage usage = ContainerUsage.sample(Instant.now());
    for (AgentSnapshot.Executor executor : ContainerJson.running(agent)) {
      out.writeStartObject();
      ContainerJson.identity(out, executor);
      ContainerJson.statistics(out, executor, usage);
      out.writeEndObject();
    }
  }
}
