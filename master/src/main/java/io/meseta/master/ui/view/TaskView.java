package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.protocol.json.MesosJson;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** One task: its row, every status with source, reason and message, its sandbox, its definition. */
record TaskView(TaskEntry entry) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    TaskRows.write(out, entry);
    out.writeStringField("user", entry.task().getUser());
    writeLimits(out);
    UiJson.labels(out, entry.task().getLabels());
    UiJson.text(out, "container", entry.container().map(ContainerID::getValue));
    JsonView.strings(out, "addresses", addresses());
    JsonView.objects(out, "statuses", entry.task().getStatusesList(), TaskView::writeStatus);
    writeSandbox(out);
    out.writeFieldName("definition");
    MesosJson.write(entry.task().toBuilder().clearStatuses().build(), out);
  }

  private void writeLimits(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("limits");
    for (var limit : entry.task().getLimitsMap().entrySet()) {
      double value = limit.getValue().getValue();
      if (Double.isInfinite(value)) {
        out.writeStringField(limit.getKey(), "unlimited");
      } else {
        out.writeNumberField(limit.getKey(), value);
      }
    }
    out.writeEndObject();
  }

  private Iterable<String> addresses() {
    return entry.lastStatus().stream()
        .flatMap(status -> status.getContainerStatus().getNetworkInfosList().stream())
        .flatMap(network -> network.getIpAddressesList().stream())
        .map(NetworkInfo.IPAddress::getIpAddress)
        .distinct()
        .toList();
  }

  private static void writeStatus(JsonGenerator out, TaskStatus status) throws IOException {
    out.writeStringField("state", status.getState().name());
    Optional<TaskStatus> some = Optional.of(status);
    TaskRows.why(out, some);
    TaskRows.healthy(out, some);
    UiJson.time(out, "at", UiJson.instant(status.getTimestamp()));
  }

  private void writeSandbox(JsonGenerator out) throws IOException {
    Optional<String> path = entry.sandbox();
    if (path.isEmpty()) {
      out.writeNullField("sandbox");
      return;
    }
    out.writeObjectFieldStart("sandbox");
    out.writeStringField("agent", entry.agent());
    out.writeStringField("path", path.get());
    out.writeEndObject();
  }
}
