package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.Optional;

/** {@code /slaves}: the agents, or the one that {@code slave_id} names (Mesos reference §4.1). */
public record SlavesView(MasterSnapshot master, Optional<String> id) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    JsonView.objects(
        out,
        "slaves",
        master.agents().stream().filter(agent -> wanted(agent.id().value())).toList(),
        AgentJson::whole);
    JsonView.objects(
        out,
        "recovered_slaves",
        master.recoveredAgents().stream().filter(agent -> wanted(agent.id().value())).toList(),
        (fields, agent) -> AgentJson.description(fields, agent.info()));
  }

  private boolean wanted(String agent) {
    return id.isEmpty() || id.get().equals(agent);
  }
}
