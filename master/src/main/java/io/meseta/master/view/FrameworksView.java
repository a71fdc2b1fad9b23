package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /frameworks}: all, or the one that {@code framework_id} names (Mesos reference §4.1). */
public record FrameworksView(MasterSnapshot master, Optional<String> id) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    JsonView.objects(out, "frameworks", wanted(master.frameworks()), FrameworkJson::whole);
    JsonView.objects(
        out, "completed_frameworks", wanted(master.completedFrameworks()), FrameworkJson::whole);
    JsonView.strings(out, "unregistered_frameworks", List.of());
  }

  private List<FrameworkSnapshot> wanted(List<FrameworkSnapshot> frameworks) {
    return frameworks.stream()
        .filter(f -> id.isEmpty() || id.get().equals(f.id().value()))
        .toList();
  }
}
