package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * A framework and what the page says beside it.
 *
 * @param state {@code active}, {@code inactive}, {@code disconnected}, {@code recovered} (not back
 *     yet under this master) or {@code completed}
 * @param activeTasks tasks that have not ended
 * @param share its dominant share of the cluster, 0 to 1
 */
record FrameworkEntry(FrameworkSnapshot framework, String state, long activeTasks, double share) {

  /** A framework's entry; {@code total} is what the cluster has. */
  static FrameworkEntry of(FrameworkSnapshot framework, Cluster cluster, Resources total) {
    long active = TaskEntry.of(framework, cluster).filter(TaskEntry::isActive).count();
    return new FrameworkEntry(
        framework, stateOf(framework), active, Cluster.share(framework.used(), total));
  }

  static String stateOf(FrameworkSnapshot framework) {
    if (framework.times().unregistered().isPresent()) {
      return "completed";
    }
    if (framework.recovered()) {
      return "recovered";
    }
    return !framework.connected() ? "disconnected" : framework.active() ? "active" : "inactive";
  }

  FrameworkInfo info() {
    return framework.info();
  }

  /** Its roles, whether it has one or, with MULTI_ROLE, many. */
  @SuppressWarnings("deprecation") // frameworks without MULTI_ROLE still use the old field
  List<String> roles() {
    return info().getRolesCount() > 0 ? info().getRolesList() : List.of(info().getRole());
  }

  boolean isIn(String wanted) {
    return switch (wanted) {
      case "all" -> true;
      case "inactive" -> !state.equals("active") && !state.equals("completed");
      default -> wanted.equals(state);
    };
  }

  static void writeRow(JsonGenerator out, FrameworkEntry it) throws IOException {
    FrameworkInfo info = it.info();
    out.writeStringField("id", it.framework.id().value());
    out.writeStringField("name", info.getName());
    out.writeStringField("user", info.getUser());
    UiJson.text(out, "principal", Optional.of(info.getPrincipal()).filter(text -> !text.isEmpty()));
    JsonView.strings(out, "roles", it.roles());
    out.writeStringField("hostname", info.getHostname());
    out.writeStringField("webuiUrl", info.getWebuiUrl());
    out.writeStringField("state", it.state);
    out.writeNumberField("activeTasks", it.activeTasks);
    out.writeNumberField("share", it.share);
    ResourceJson.totals(out, "allocated", it.framework.used());
    ResourceJson.totals(out, "offered", it.framework.offered());
    UiJson.time(out, "registeredAt", it.framework.times().registered());
    UiJson.time(out, "reregisteredAt", it.framework.times().reregistered());
    UiJson.time(out, "unregisteredAt", it.framework.times().unregistered());
  }
}
