package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;

/** The pages about one thing; empty if the cluster does not know it. */
public final class Details {

  private Details() {}

  /** A framework, completed or not; its tasks are a table of their own. */
  public static Optional<JsonView> framework(Cluster cluster, String id) {
    return cluster
        .frameworks()
        .filter(it -> it.id().value().equals(id))
        .findFirst()
        .map(it -> FrameworkEntry.of(it, cluster, cluster.total()))
        .map(it -> out -> writeFramework(out, it, cluster));
  }

  /** A task of a framework with all that was heard of it. */
  public static Optional<JsonView> task(Cluster cluster, String framework, String id) {
    return cluster
        .frameworks()
        .filter(it -> it.id().value().equals(framework))
        .flatMap(it -> TaskEntry.of(it, cluster))
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(TaskView::new);
  }

  /** An agent, unreachable or not; its tasks are a table of their own. */
  public static Optional<JsonView> agent(Cluster cluster, String id) {
    return cluster.agents().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(it -> new AgentView(cluster, it));
  }

  private static void writeFramework(JsonGenerator out, FrameworkEntry it, Cluster cluster)
      throws IOException {
    FrameworkEntry.writeRow(out, it);
    FrameworkInfo info = it.info();
    out.writeNumberField("failoverTimeoutSeconds", info.getFailoverTimeout());
    out.writeBooleanField("checkpoint", info.getCheckpoint());
    JsonView.strings(
        out,
        "capabilities",
        info.getCapabilitiesList().stream().map(each -> each.getType().name()).toList());
    JsonView.strings(
        out, "suppressedRoles", it.framework().suppressedRoles().stream().sorted().toList());
    UiJson.labels(out, info.getLabels());
    writeStates(out, "taskCounts", TaskEntry.of(it.framework(), cluster));
  }

  /** {@code "name":{"TASK_RUNNING":3,…}}: states without tasks are left out. */
  static void writeStates(JsonGenerator out, String name, Stream<TaskEntry> tasks)
      throws IOException {
    Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    tasks.forEach(it -> counts.merge(it.task().getState(), 1, Integer::sum));
    out.writeObjectFieldStart(name);
    for (var count : counts.entrySet()) {
      out.writeNumberField(count.getKey().name(), count.getValue());
    }
    out.writeEndObject();
  }
}
