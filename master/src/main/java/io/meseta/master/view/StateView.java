package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.protocol.json.MesosJson;
import io.meseta.runtime.view.BuildFacts;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.MasterInfo;

/** {@code /state}: all the master knows (Mesos reference §4.3). */
public record StateView(MasterSnapshot master, Map<String, String> flags) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    header(out);
    counts(out);
    leader(out);
    JsonView.object(out, "flags", this::flags);
    JsonView.objects(out, "slaves", master.agents(), AgentJson::agent);
    JsonView.objects(
        out,
        "recovered_slaves",
        master.recoveredAgents(),
        (fields, agent) -> AgentJson.description(fields, agent.info()));
    JsonView.objects(out, "frameworks", master.frameworks(), FrameworkJson::whole);
    JsonView.objects(
        out, "completed_frameworks", master.completedFrameworks(), FrameworkJson::whole);
    JsonView.strings(out, "orphan_tasks", List.of());
    JsonView.strings(out, "unregistered_frameworks", List.of());
  }

  private void header(JsonGenerator out) throws IOException {
    MasterInfo info = master.info();
    BuildFacts.CURRENT.writeTo(out);
    JsonView.time(out, "start_time", master.startTime());
    if (master.electedTime().isPresent()) {
      JsonView.time(out, "elected_time", master.electedTime().get());
    }
    out.writeStringField("id", info.getId());
    out.writeStringField("pid", info.getPid());
    out.writeStringField("hostname", info.getHostname());
    JsonView.strings(
        out,
        "capabilities",
        info.getCapabilitiesList().stream().map(c -> c.getType().name()).toList());
  }

  private void counts(JsonGenerator out) throws IOException {
    long active = master.agents().stream().filter(AgentSnapshot::active).count();
    JsonView.number(out, "activated_slaves", active);
    JsonView.number(out, "deactivated_slaves", master.agents().size() - active);
    JsonView.number(out, "unreachable_slaves", master.unreachableAgents().size());
  }

  private static void domain(JsonGenerator out, MasterInfo info) throws IOException {
    if (info.hasDomain()) {
      out.writeFieldName("domain");
      MesosJson.write(info.getDomain(), out);
    }
  }

  private void leader(JsonGenerator out) throws IOException {
    MasterInfo info = master.info();
    domain(out, info);
    out.writeStringField("leader", info.getPid());
    JsonView.object(
        out,
        "leader_info",
        fields -> {
          fields.writeStringField("id", info.getId());
          fields.writeStringField("pid", info.getPid());
          fields.writeNumberField("port", info.getPort());
          fields.writeStringField("hostname", info.getHostname());
          domain(fields, info);
        });
    if (flags.containsKey("cluster")) {
      out.writeStringField("cluster", flags.get("cluster"));
    }
    if (flags.containsKey("log_dir")) {
      out.writeStringField("log_dir", flags.get("log_dir"));
    }
    if (flags.containsKey("external_log_file")) {
      out.writeStringField("external_log_file", flags.get("external_log_file"));
    }
  }

  private void flags(JsonGenerator out) throws IOException {
    for (var flag : flags.entrySet()) {
      out.writeStringField(flag.getKey(), flag.getValue());
    }
  }
}
