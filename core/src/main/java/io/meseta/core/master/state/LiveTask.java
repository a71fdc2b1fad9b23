package io.meseta.core.master.state;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.resource.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task that the master follows: from its launch until its end has been acknowledged. */
public final class LiveTask {

  /** How many statuses of different state are remembered; more are the work of a mad executor. */
  private static final int STATUSES = 64;

  private final FrameworkId framework;
  private final TaskId id;
  private final AgentId agent;
  private final Resources resources;
  private Task task;

  LiveTask(Task task) {
    this.framework = new FrameworkId(task.getFrameworkId().getValue());
    this.id = new TaskId(task.getTaskId().getValue());
    this.agent = new AgentId(task.getAgentId().getValue());
    this.resources = Resources.of(task.getResourcesList());
    this.task = task;
  }

  /** Whose task it is. */
  public FrameworkId framework() {
    return framework;
  }

  /** Its name within the framework. */
  public TaskId id() {
    return id;
  }

  /** Where it runs. */
  public AgentId agent() {
    return agent;
  }

  /** What it uses while it has not ended, allocated to a role. */
  public Resources resources() {
    return resources;
  }

  /** As it is shown to operators. */
  public Task toProtobuf() {
    return task;
  }

  /** The newest state known. */
  public TaskState state() {
    return task.getState();
  }

  /** The state that was last sent to the framework and awaits its acknowledgement, if any. */
  public Optional<TaskState> statusUpdateState() {
    return task.hasStatusUpdateState()
        ? Optional.of(task.getStatusUpdateState())
        : Optional.empty();
  }

  /** The state to tell when the framework asks: the last one sent, or the newest. */
  public TaskState reconciliationState() {
    return statusUpdateState().orElse(state());
  }

  /** Whether this acknowledges the end of the task. */
  public boolean isFinalAcknowledgement(ByteString uuid) {
    return statusUpdateState().filter(TaskTransitions::isTerminal).isPresent()
        && task.getStatusUpdateUuid().equals(uuid);
  }

  /**
   * Whether a later update was sent to the framework already: agents repeat an update until it is
   * acknowledged, and a repetition may arrive late, over a connection that was thought dead. Mesos
   * takes it for news, and then does not recognise the acknowledgement of the task's end. As an
   * agent sends one update at a time, the framework has acknowledged what is past.
   */
  public boolean isPast(TaskStatus status) {
    boolean ended = statusUpdateState().filter(TaskTransitions::isTerminal).isPresent();
    if (ended && !TaskTransitions.isTerminal(status.getState())) {
      return true;
    }
    int sent = indexOf(task.getStatusUpdateUuid());
    int repeated = indexOf(status.getUuid());
    return 0 <= repeated && repeated < sent;
  }

  /** Where the status with that uuid is in the history, or -1. */
  private int indexOf(ByteString uuid) {
    for (int i = 0; i < task.getStatusesCount() && !uuid.isEmpty(); i++) {
      if (task.getStatuses(i).getUuid().equals(uuid)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether its agent has ever said anything of it. */
  public boolean wasHeardOf() {
    return task.getStatusesList().stream()
        .anyMatch(
            status -> status.hasUuid() || status.getSource() != TaskStatus.Source.SOURCE_MASTER);
  }

  /** Whether it uses its resources. */
  public boolean holdsResources() {
    return !TaskTransitions.holdsNothing(state());
  }

  void update(TaskStatus status, TaskState latestState, boolean forwarded) {
    Task.Builder builder = task.toBuilder();
    builder.setState(TaskTransitions.next(task.getState(), latestState));
    if (forwarded && status.hasUuid()) {
      builder.setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid());
    }
    int last = builder.getStatusesCount() - 1;
    if (last >= 0 && builder.getStatuses(last).getState() == status.getState()) {
      builder.removeStatuses(last);
    } else if (last + 1 >= STATUSES) {
      builder.removeStatuses(0);
    }
    task = builder.addStatuses(status.toBuilder().clearData()).build();
  }
}
