package io.meseta.testing.invariant;

import com.google.protobuf.ByteString;
import io.meseta.core.master.state.TaskTransitions;
import io.meseta.testing.observe.Observation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * A task ends once: after a scheduler has acknowledged the end, it hears of no other state of that
 * task. The same update may come again; an answer to a question may say that the task is unknown,
 * which of an agent that cannot be reached is told as unreachable, whatever the task.
 */
public final class TerminalOnceInvariant implements Invariant {

  private record Task(String scheduler, TaskID id) {}

  private record End(TaskState state, ByteString uuid) {}

  private final Map<Task, End> ends = new HashMap<>();
  private final Set<ByteString> seen = new HashSet<>();

  @Override
  public void observe(Observation observation) {
    switch (observation) {
      case Observation.StatusAcknowledged a ->
          acknowledged(new Task(a.scheduler(), a.status().getTaskId()), a.status());
      case Observation.StatusReceived r ->
          received(new Task(r.scheduler(), r.status().getTaskId()), r.status());
      default -> {} // says nothing of statuses
    }
  }

  private void acknowledged(Task task, TaskStatus status) {
    if (TaskTransitions.isTerminal(status.getState())) {
      ends.putIfAbsent(task, new End(status.getState(), status.getUuid()));
    }
  }

  private void received(Task task, TaskStatus status) {
    End end = ends.get(task);
    boolean again = status.hasUuid() && !seen.add(status.getUuid());
    boolean answer = status.getReason() == TaskStatus.Reason.REASON_RECONCILIATION;
    boolean lost = answer && TaskTransitions.holdsNothing(status.getState());
    if (end == null || again || lost || status.getState() == TaskState.TASK_UNKNOWN) {
      return;
    }
    require(
        status.getState() == end.state(),
        "%s acknowledged that %s is %s, and hears now %s (%s: %s)",
        task.scheduler(),
        task.id().getValue(),
        end.state(),
        status.getState(),
        status.getReason(),
        status.getMessage());
  }
}
