package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.TaskJson;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * {@code /tasks}: tasks of all frameworks by the time of their first status (Mesos reference §4.1).
 * Parameters that make no sense are ignored, as in Mesos.
 */
public record TasksView(MasterSnapshot master, Map<String, String> query) implements JsonView {

  private static final int DEFAULT_LIMIT = 100;

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    JsonView.objects(out, "tasks", page(), TaskJson::task);
  }

  private List<Task> page() {
    Comparator<Task> order = Comparator.comparingDouble(TasksView::firstTimestamp);
    boolean ascending = "asc".equals(query.get("order"));
    return Stream.concat(master.frameworks().stream(), master.completedFrameworks().stream())
        .filter(framework -> matches("framework_id", framework.id().value()))
        .flatMap(TasksView::tasks)
        .filter(task -> matches("task_id", task.getTaskId().getValue()))
        .sorted(ascending ? order : order.reversed())
        .skip(number("offset", 0))
        .limit(number("limit", DEFAULT_LIMIT))
        .toList();
  }

  private static Stream<Task> tasks(FrameworkSnapshot framework) {
    return Stream.of(framework.tasks(), framework.unreachableTasks(), framework.completedTasks())
        .flatMap(List::stream);
  }

  private static double firstTimestamp(Task task) {
    return task.getStatusesList().stream().mapToDouble(TaskStatus::getTimestamp).min().orElse(0);
  }

  private boolean matches(String parameter, String value) {
    String wanted = query.get(parameter);
    return wanted == null || wanted.equals(value);
  }

  /** A negative number means as many as there are: in Mesos it wraps around. */
  private long number(String parameter, long otherwise) {
    String text = query.getOrDefault(parameter, "");
    if (!text.matches("-?\\d{1,9}")) {
      return otherwise;
    }
    long value = Long.parseLong(text);
    return value < 0 ? Long.MAX_VALUE : value;
  }
}
