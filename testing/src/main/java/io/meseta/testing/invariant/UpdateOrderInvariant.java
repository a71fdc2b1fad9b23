package io.meseta.testing.invariant;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.testing.observe.Observation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * The updates of a task reach its scheduler in the order in which the agent took them; repetitions
 * do not count.
 */
public final class UpdateOrderInvariant implements Invariant {

  private record Task(String framework, TaskID id) {}

  private final Map<Task, Map<ByteString, Integer>> taken = new HashMap<>();
  private final Map<Task, Integer> newest = new HashMap<>();
  private final Map<Task, Set<ByteString>> received = new HashMap<>();

  @Override
  public void observe(Observation observation) {
    switch (observation) {
      case Observation.Stepped stepped ->
          stepped
              .step()
              .events()
              .forEach(event -> {
                if (event instanceof DurableAgentEvent.TaskUpdated updated) {
                  take(updated.update());
                }
              });
      case Observation.StatusReceived r when r.status().hasUuid() ->
          receive(new Task(r.framework().value(), r.status().getTaskId()), r.status());
      default -> {} // says nothing of updates
    }
  }

  private void take(StatusUpdate update) {
    Task task = new Task(update.getFrameworkId().getValue(), update.getStatus().getTaskId());
    Map<ByteString, Integer> order = taken.computeIfAbsent(task, key -> new HashMap<>());
    order.putIfAbsent(update.getUuid(), order.size());
  }

  private void receive(Task task, TaskStatus status) {
    boolean first = received.computeIfAbsent(task, key -> new HashSet<>()).add(status.getUuid());
    if (!first) {
      return;
    }
    int place = taken.getOrDefault(task, Map.of()).getOrDefault(status.getUuid(), -1);
    require(
        place >= 0,
        "%s gets an update of %s that no agent has taken",
        task.framework(),
        task.id().getValue());
    int before = newest.getOrDefault(task, -1);
    newest.put(task, place);
    require(
        before < place,
        "%s gets update %d of %s after update %d",
        task.framework(),
        place,
        task.id().getValue(),
        before);
  }
}
