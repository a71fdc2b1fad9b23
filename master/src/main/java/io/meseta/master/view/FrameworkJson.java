package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.ExecutorSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.OfferSnapshot;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.v0.Dialect;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import io.meseta.runtime.view.TaskJson;
import java.io.IOException;
import java.time.Instant;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** Frameworks as the master's endpoints print them. */
final class FrameworkJson {

  private FrameworkJson() {}

  /** What {@code /state-summary} says of a framework, but for the counts of its tasks. */
  static void summary(JsonGenerator out, FrameworkSnapshot framework) throws IOException {
    FrameworkInfo info = framework.info();
    out.writeStringField("id", framework.id().value());
    out.writeStringField("name", info.getName());
    if (framework.pid().isPresent()) {
      out.writeStringField("pid", framework.pid().get().value());
    }
    ResourceJson.totals(out, "used_resources", framework.used());
    ResourceJson.totals(out, "offered_resources", framework.offered());
    JsonView.strings(
        out,
        "capabilities",
        info.getCapabilitiesList().stream().map(c -> c.getType().name()).toList());
    out.writeStringField("hostname", info.getHostname());
    out.writeStringField("webui_url", info.getWebuiUrl());
    out.writeBooleanField("active", framework.active());
    out.writeBooleanField("connected", framework.connected());
    out.writeBooleanField("recovered", framework.recovered());
  }

  /** A framework with its tasks, offers and executors. */
  static void whole(JsonGenerator out, FrameworkSnapshot framework) throws IOException {
    summary(out, framework);
    facts(out, framework);
    JsonView.objects(out, "tasks", framework.tasks(), TaskJson::task);
    JsonView.objects(out, "unreachable_tasks", framework.unreachableTasks(), TaskJson::task);
    JsonView.objects(out, "completed_tasks", framework.completedTasks(), TaskJson::task);
    JsonView.objects(out, "offers", framework.offers(), FrameworkJson::offer);
    JsonView.objects(out, "executors", framework.executors(), FrameworkJson::executor);
    if (framework.info().hasLabels()) {
      TaskJson.labels(out, framework.info().getLabels());
    }
    out.writeFieldName("offer_constraints");
    MesosJson.write(framework.constraints(), out, Dialect.V0);
  }

  private static void facts(JsonGenerator out, FrameworkSnapshot framework) throws IOException {
    FrameworkInfo info = framework.info();
    var times = framework.times();
    out.writeStringField("user", info.getUser());
    JsonView.number(out, "failover_timeout", info.getFailoverTimeout());
    out.writeBooleanField("checkpoint", info.getCheckpoint());
    JsonView.time(out, "registered_time", times.registered().orElse(Instant.EPOCH));
    JsonView.time(out, "unregistered_time", times.unregistered().orElse(Instant.EPOCH));
    if (info.hasPrincipal()) {
      out.writeStringField("principal", info.getPrincipal());
    }
    ResourceJson.totals(out, "resources", framework.used().plus(framework.offered()));
    if (times.reregistered().isPresent()) {
      JsonView.time(out, "reregistered_time", times.reregistered().get());
    }
    if (hasRoles(info)) {
      JsonView.strings(out, "roles", info.getRolesList());
    } else {
      out.writeStringField("role", info.getRole());
    }
  }

  private static boolean hasRoles(FrameworkInfo info) {
    return info.getCapabilitiesList().stream()
        .anyMatch(capability -> capability.getType() == Capability.Type.MULTI_ROLE);
  }

  private static void offer(JsonGenerator out, OfferSnapshot offer) throws IOException {
    out.writeStringField("id", offer.id().value());
    out.writeStringField("framework_id", offer.framework().value());
    JsonView.object(
        out, "allocation_info", fields -> fields.writeStringField("role", offer.role()));
    out.writeStringField("slave_id", offer.agent().value());
    ResourceJson.totals(out, "resources", offer.resources());
  }

  private static void executor(JsonGenerator out, ExecutorSnapshot executor) throws IOException {
    TaskJson.executor(out, executor.info());
    out.writeStringField("slave_id", executor.agent().value());
  }
}
