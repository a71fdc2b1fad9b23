package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.view.ResourceJson;
import io.meseta.runtime.view.TaskJson;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task as a row of a table: above all, why it is in its state. */
final class TaskRows {

  private TaskRows() {}

  static void write(JsonGenerator out, TaskEntry it) throws IOException {
    out.writeStringField("id", it.id());
    out.writeStringField("name", it.task().getName());
    out.writeStringField("framework", it.framework().id().value());
    out.writeStringField("frameworkName", it.framework().info().getName());
    out.writeStringField("agent", it.agent());
    out.writeStringField("host", it.host());
    out.writeStringField("executor", it.executor());
    out.writeStringField("role", role(it));
    out.writeStringField("state", it.task().getState().name());
    Optional<TaskStatus> last = it.lastStatus();
    healthy(out, last);
    why(out, last);
    ResourceJson.totals(out, "resources", it.task().getResourcesList());
    UiJson.time(out, "startedAt", it.startedAt());
    UiJson.time(out, "updatedAt", it.updatedAt());
    UiJson.time(out, "finishedAt", it.finishedAt());
  }

  static void healthy(JsonGenerator out, Optional<TaskStatus> status) throws IOException {
    if (status.filter(TaskStatus::hasHealthy).isPresent()) {
      out.writeBooleanField("healthy", status.get().getHealthy());
    } else {
      out.writeNullField("healthy");
    }
  }

  /** Source, reason and message of a status. */
  static void why(JsonGenerator out, Optional<TaskStatus> status) throws IOException {
    UiJson.text(
        out, "source", status.filter(TaskStatus::hasSource).map(it -> it.getSource().name()));
    UiJson.text(
        out, "reason", status.filter(TaskStatus::hasReason).map(it -> it.getReason().name()));
    UiJson.text(out, "message", status.map(TaskStatus::getMessage).filter(text -> !text.isEmpty()));
  }

  static String role(TaskEntry it) {
    return TaskJson.role(it.task().getResourcesList());
  }

  /** A state of the filter, or the name of one state of tasks. */
  static boolean isIn(TaskEntry it, String state) {
    return switch (state) {
      case "all" -> true;
      case "active" -> it.isActive();
      case "completed" -> it.isTerminal() && !it.isUnreachable();
      case "unreachable" -> it.isUnreachable();
      default -> state.equals(it.task().getState().name());
    };
  }

  static Stream<String> texts(TaskEntry it) {
    Optional<TaskStatus> last = it.lastStatus();
    return Stream.of(
        it.task().getName(),
        it.id(),
        it.framework().info().getName(),
        it.host(),
        role(it),
        it.task().getState().name(),
        last.filter(TaskStatus::hasReason).map(status -> status.getReason().name()).orElse(""),
        last.map(TaskStatus::getMessage).orElse(""));
  }
}
