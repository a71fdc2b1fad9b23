package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;

/** One agent: its row, what it can do, who uses it, what is reserved there. */
record AgentView(Cluster cluster, AgentEntry entry) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    writeRow(out, entry);
    JsonView.strings(
        out,
        "capabilities",
        entry.snapshot().stream()
            .flatMap(agent -> agent.capabilities().stream())
            .map(capability -> capability.getType().name())
            .toList());
    writeReservations(out);
    writeFrameworks(out);
    writeExecutors(out);
  }

  static void writeRow(JsonGenerator out, AgentEntry it) throws IOException {
    out.writeStringField("id", it.id());
    out.writeStringField("hostname", it.host());
    out.writeStringField("state", it.state());
    out.writeStringField("address", it.snapshot().map(AgentView::address).orElse(""));
    out.writeStringField("version", it.snapshot().map(AgentSnapshot::version).orElse(""));
    UiJson.attributes(out, it.info().getAttributesList());
    UiJson.text(out, "domain", domain(it.info().getDomain()));
    ResourceJson.totals(out, "total", it.total());
    ResourceJson.totals(out, "allocated", it.used());
    ResourceJson.totals(out, "offered", it.offered());
    out.writeNumberField("activeTasks", it.activeTasks());
    UiJson.time(out, "registeredAt", it.snapshot().map(AgentSnapshot::registeredTime));
    UiJson.time(out, "reregisteredAt", it.snapshot().flatMap(AgentSnapshot::reregisteredTime));
    UiJson.time(out, "unreachableAt", it.unreachableAt());
  }

  static Stream<String> texts(AgentEntry it) {
    Stream<String> attributes =
        it.info().getAttributesList().stream()
            .map(attribute -> attribute.getName() + ":" + UiJson.text(attribute));
    return Stream.concat(Stream.of(it.host(), it.id(), it.state()), attributes);
  }

  private static String address(AgentSnapshot agent) {
    String pid = agent.pid().value();
    return pid.substring(pid.indexOf('@') + 1);
  }

  private static Optional<String> domain(DomainInfo domain) {
    if (!domain.hasFaultDomain()) {
      return Optional.empty();
    }
    DomainInfo.FaultDomain fault = domain.getFaultDomain();
    return Optional.of(fault.getRegion().getName() + "/" + fault.getZone().getName());
  }

  private void writeReservations(JsonGenerator out) throws IOException {
    Resources total = entry.total();
    JsonView.objects(
        out,
        "reservations",
        total.reservationRoles(),
        (fields, role) -> {
          fields.writeStringField("role", role);
          ResourceJson.totals(fields, "resources", total.reservedFor(role));
        });
  }

  private void writeFrameworks(JsonGenerator out) throws IOException {
    List<FrameworkSnapshot> here =
        cluster.snapshot().frameworks().stream()
            .filter(it -> entry.snapshot().isPresent())
            .filter(it -> entry.snapshot().orElseThrow().frameworks().contains(it.id()))
            .toList();
    JsonView.objects(out, "frameworks", here, this::writeFramework);
  }

  private void writeFramework(JsonGenerator out, FrameworkSnapshot framework) throws IOException {
    List<TaskEntry> tasks =
        TaskEntry.of(framework, cluster)
            .filter(it -> it.agent().equals(entry.id()) && it.isActive())
            .toList();
    Stream<Resources> ofTasks =
        tasks.stream().map(it -> Resources.of(it.task().getResourcesList()));
    Stream<Resources> ofExecutors =
        executors(framework).map(it -> Resources.of(it.getResourcesList()));
    out.writeStringField("id", framework.id().value());
    out.writeStringField("name", framework.info().getName());
    out.writeNumberField("activeTasks", tasks.size());
    ResourceJson.totals(
        out, "allocated", Resources.sum(Stream.concat(ofTasks, ofExecutors).toList()));
  }

  private void writeExecutors(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("executors");
    for (FrameworkSnapshot framework : cluster.snapshot().frameworks()) {
      for (ExecutorInfo executor : executors(framework).toList()) {
        out.writeStartObject();
        out.writeStringField("id", executor.getExecutorId().getValue());
        out.writeStringField("name", executor.getName());
        out.writeStringField("framework", framework.id().value());
        out.writeStringField("frameworkName", framework.info().getName());
        ResourceJson.totals(out, "resources", executor.getResourcesList());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  private Stream<ExecutorInfo> executors(FrameworkSnapshot framework) {
    return framework.executors().stream()
        .filter(it -> it.agent().value().equals(entry.id()))
        .map(it -> it.info());
  }
}
