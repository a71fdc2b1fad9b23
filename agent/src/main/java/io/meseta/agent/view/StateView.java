package io.meseta.agent.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.json.MesosJson;
import io.meseta.runtime.view.BuildFacts;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Resource;

/** {@code /state}: all the agent knows (Mesos reference §4.4). */
public record StateView(AgentSnapshot agent, AgentFacts facts) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    header(out);
    resources(out);
    JsonView.strings(out, "resource_providers", List.of());
    ResourceJson.attributes(out, agent.info().getAttributesList());
    surroundings(out);
    JsonView.objects(out, "frameworks", agent.frameworks(), FrameworkJson::framework);
    JsonView.objects(
        out, "completed_frameworks", agent.completedFrameworks(), FrameworkJson::framework);
  }

  private void header(JsonGenerator out) throws IOException {
    AgentInfo info = agent.info();
    BuildFacts.CURRENT.writeTo(out);
    JsonView.time(out, "start_time", facts.startTime());
    out.writeStringField("id", info.getId().getValue());
    out.writeStringField("pid", facts.pid().value());
    out.writeStringField("hostname", info.getHostname());
    JsonView.strings(
        out, "capabilities", AgentConfig.CAPABILITIES.stream().map(Enum::name).toList());
    if (info.hasDomain()) {
      out.writeFieldName("domain");
      MesosJson.write(info.getDomain(), out);
    }
  }

  private void resources(JsonGenerator out) throws IOException {
    Resources total = agent.total();
    ResourceJson.totals(out, "resources", total);
    ResourceJson.reservedTotals(out, "reserved_resources", total);
    ResourceJson.totals(out, "unreserved_resources", total.unreserved());
    ResourceJson.reservedFull(out, "reserved_resources_full", total);
    ResourceJson.full(out, "unreserved_resources_full", total.unreserved());
    Resources allocated = Resources.of(allocated());
    ResourceJson.reservedTotals(out, "reserved_resources_allocated", allocated);
    ResourceJson.totals(out, "unreserved_resources_allocated", allocated.unreserved());
  }

  private List<Resource> allocated() {
    return agent.frameworks().stream()
        .flatMap(framework -> framework.executors().stream())
        .flatMap(executor -> executor.allocated().stream())
        .toList();
  }

  private void surroundings(JsonGenerator out) throws IOException {
    MasterInfo master = agent.master();
    if (master != null && master.hasHostname()) {
      out.writeStringField("master_hostname", master.getHostname());
    }
    for (String path : new String[] {"log_dir", "external_log_file"}) {
      if (facts.flags().containsKey(path)) {
        out.writeStringField(path, facts.flags().get(path));
      }
    }
    JsonView.object(out, "flags", facts::writeFlags);
  }
}
