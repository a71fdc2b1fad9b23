package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/** {@code /state-summary}: agents and frameworks with counts of tasks (Mesos reference §4.3). */
public record StateSummaryView(MasterSnapshot master, Map<String, String> flags)
    implements JsonView {

  private static final List<TaskState> COUNTED =
      List.of(
          TaskState.TASK_STAGING,
          TaskState.TASK_STARTING,
          TaskState.TASK_RUNNING,
          TaskState.TASK_KILLING,
          TaskState.TASK_FINISHED,
          TaskState.TASK_KILLED,
          TaskState.TASK_FAILED,
          TaskState.TASK_LOST,
          TaskState.TASK_ERROR,
          TaskState.TASK_UNREACHABLE);

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    Map<String, TaskCounts> byAgent = new TreeMap<>();
    Map<String, TaskCounts> byFramework = new TreeMap<>();
    master.frameworks().stream()
        .flatMap(StateSummaryView::tasks)
        .forEach(task -> {
          String agent = task.getAgentId().getValue();
          String framework = task.getFrameworkId().getValue();
          byAgent.computeIfAbsent(agent, _ -> new TaskCounts()).count(task, framework);
          byFramework.computeIfAbsent(framework, _ -> new TaskCounts()).count(task, agent);
        });
    out.writeStringField("hostname", master.info().getHostname());
    if (flags.containsKey("cluster")) {
      out.writeStringField("cluster", flags.get("cluster"));
    }
    JsonView.objects(
        out,
        "slaves",
        master.agents(),
        (fields, agent) -> {
          AgentJson.agent(fields, agent);
          counts(fields, byAgent.get(agent.id().value()), "framework_ids");
        });
    JsonView.objects(
        out,
        "frameworks",
        master.frameworks(),
        (fields, framework) -> {
          FrameworkJson.summary(fields, framework);
          counts(fields, byFramework.get(framework.id().value()), "slave_ids");
        });
  }

  private static Stream<Task> tasks(FrameworkSnapshot framework) {
    return Stream.of(framework.tasks(), framework.unreachableTasks(), framework.completedTasks())
        .flatMap(List::stream);
  }

  private static void counts(JsonGenerator out, @Nullable TaskCounts counts, String others)
      throws IOException {
    TaskCounts known = counts == null ? new TaskCounts() : counts;
    for (TaskState state : COUNTED) {
      out.writeNumberField(state.name(), known.of(state));
    }
    JsonView.strings(out, others, known.others());
  }
}
