package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.v0.Dialect;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import java.io.IOException;
import org.apache.mesos.v1.Protos.AgentInfo;

/** Agents as the master's endpoints print them. */
final class AgentJson {

  private AgentJson() {}

  /** What is known of an agent that has not come back yet. */
  static void description(JsonGenerator out, AgentInfo info) throws IOException {
    out.writeStringField("id", info.getId().getValue());
    out.writeStringField("hostname", info.getHostname());
    out.writeNumberField("port", info.getPort());
    ResourceJson.attributes(out, info.getAttributesList());
    if (info.hasDomain()) {
      out.writeFieldName("domain");
      MesosJson.write(info.getDomain(), out, Dialect.V0);
    }
  }

  /** A registered agent. */
  static void agent(JsonGenerator out, AgentSnapshot agent) throws IOException {
    description(out, agent.info());
    out.writeStringField("pid", agent.pid().value());
    JsonView.time(out, "registered_time", agent.registeredTime());
    if (agent.reregisteredTime().isPresent()) {
      JsonView.time(out, "reregistered_time", agent.reregisteredTime().get());
    }
    ResourceJson.totals(out, "resources", agent.total());
    ResourceJson.totals(out, "used_resources", agent.used());
    ResourceJson.totals(out, "offered_resources", agent.offered());
    ResourceJson.reservedTotals(out, "reserved_resources", agent.total());
    ResourceJson.totals(out, "unreserved_resources", agent.total().unreserved());
    out.writeBooleanField("active", agent.active());
    out.writeBooleanField("deactivated", agent.deactivated());
    out.writeStringField("version", agent.version());
    JsonView.strings(
        out,
        "capabilities",
        agent.capabilities().stream().map(capability -> capability.getType().name()).toList());
    if (agent.drain().isPresent()) {
      out.writeFieldName("drain_info");
      MesosJson.write(agent.drain().get(), out, Dialect.V0);
    }
    if (agent.drainStart().isPresent()) {
      JsonView.time(out, "estimated_drain_start_time_seconds", agent.drainStart().get());
    }
  }

  /** A registered agent, each resource whole. */
  static void whole(JsonGenerator out, AgentSnapshot agent) throws IOException {
    agent(out, agent);
    ResourceJson.reservedFull(out, "reserved_resources_full", agent.total());
    ResourceJson.full(out, "unreserved_resources_full", agent.total().unreserved());
    ResourceJson.full(out, "used_resources_full", agent.used());
    ResourceJson.full(out, "offered_resources_full", agent.offered());
  }
}
