package io.meseta.master.ui.view;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.view.BuildFacts;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Value;

/**
 * The cluster at a glance.
 *
 * @param name what the operator calls the cluster, or empty
 */
public record OverviewView(Cluster cluster, String name) implements JsonView {

  private static final int MOST_FAILURES = 8;

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    MasterSnapshot snapshot = cluster.snapshot();
    List<TaskEntry> tasks = cluster.tasks();
    out.writeStringField("cluster", name);
    JsonView.object(out, "master", this::writeMaster);
    counts(
        out,
        "agents",
        List.of("active", "deactivated", "disconnected", "recovered", "unreachable"),
        cluster.agents().stream().map(AgentEntry::state));
    counts(
        out,
        "frameworks",
        List.of("active", "inactive", "disconnected", "recovered", "completed"),
        cluster.frameworks().map(FrameworkEntry::stateOf));
    Details.writeStates(out, "tasks", tasks.stream());
    out.writeNumberField(
        "offers", snapshot.frameworks().stream().mapToLong(it -> it.offers().size()).sum());
    JsonView.object(out, "resources", this::writeResources);
    JsonView.objects(out, "failures", failures(tasks), TaskRows::write);
  }

  private void writeMaster(JsonGenerator out) throws IOException {
    MasterSnapshot snapshot = cluster.snapshot();
    String pid = snapshot.info().getPid();
    out.writeStringField("id", snapshot.info().getId());
    out.writeStringField("address", pid.substring(pid.indexOf('@') + 1));
    out.writeStringField("hostname", snapshot.info().getHostname());
    out.writeStringField("version", BuildFacts.CURRENT.version());
    UiJson.time(out, "startedAt", Optional.of(snapshot.startTime()));
    UiJson.time(out, "electedAt", snapshot.electedTime());
  }

  private static void counts(
      JsonGenerator out, String name, List<String> states, Stream<String> found)
      throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    states.forEach(state -> counts.put(state, 0));
    found.forEach(state -> counts.merge(state, 1, Integer::sum));
    out.writeObjectFieldStart(name);
    for (var count : counts.entrySet()) {
      out.writeNumberField(count.getKey(), count.getValue());
    }
    out.writeEndObject();
  }

  private void writeResources(JsonGenerator out) throws IOException {
    scalars(out, "total", AgentSnapshot::total);
    scalars(out, "allocated", AgentSnapshot::used);
    scalars(out, "offered", AgentSnapshot::offered);
  }

  /** Scalars only: ports and sets of many agents make no sum that says anything. */
  private void scalars(JsonGenerator out, String field, Function<AgentSnapshot, Resources> which)
      throws IOException {
    Resources sum = Resources.sum(cluster.snapshot().agents().stream().map(which).toList());
    out.writeObjectFieldStart(field);
    for (var resource : sum.toProtobuf().stream().map(it -> it.getName()).distinct().toList()) {
      if (isScalar(sum, resource)) {
        out.writeNumberField(resource, sum.scalar(resource));
      }
    }
    out.writeEndObject();
  }

  private static boolean isScalar(Resources resources, String name) {
    return resources.named(name).toProtobuf().stream()
        .allMatch(it -> it.getType() == Value.Type.SCALAR);
  }

  private static List<TaskEntry> failures(List<TaskEntry> tasks) {
    return tasks.stream()
        .filter(TaskEntry::wentWrong)
        .sorted(comparing((TaskEntry it) -> it.updatedAt().orElse(Instant.EPOCH)).reversed())
        .limit(MOST_FAILURES)
        .toList();
  }
}
