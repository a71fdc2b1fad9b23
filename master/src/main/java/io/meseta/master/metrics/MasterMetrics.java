package io.meseta.master.metrics;

import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.master.AgentEvent;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.TaskEvent;
import io.meseta.runtime.loop.EventObserver;
import io.meseta.runtime.metrics.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Counts what happens in the master and what it is told (Mesos reference §4.7). It must not decide
 * anything; what goes up and down is {@link SnapshotMetrics}'.
 */
public final class MasterMetrics implements EventObserver<MasterEvent> {

  /** A task that has not ended yet. */
  private record Running(FrameworkId framework, TaskId task) {}

  private final Metrics metrics;
  private final BiConsumer<FrameworkId, TaskState> ends;
  private final Set<Running> running = new HashSet<>();

  /**
   * Counts into these metrics.
   *
   * @param ends told of each task that has ended
   */
  MasterMetrics(Metrics metrics, BiConsumer<FrameworkId, TaskState> ends) {
    this.metrics = metrics;
    this.ends = ends;
    MetricNames.counters().forEach(metrics::counter);
  }

  @Override
  public void observe(MasterEvent event) {
    switch (event) {
      case DurableMasterEvent durable -> observe(durable);
      case TaskEvent task -> observe(task);
      case AgentEvent.AgentRegistered _ -> count("master/slave_registrations");
      case AgentEvent.AgentReregistered _ -> count("master/slave_reregistrations");
      default -> {}
    }
  }

  private void observe(DurableMasterEvent event) {
    switch (event) {
      case DurableMasterEvent.AgentMarkedUnreachable _ -> {
        count("master/slave_unreachable_scheduled");
        count("master/slave_unreachable_completed");
        removed("unhealthy");
      }
      case DurableMasterEvent.AgentRemoved _ -> removed("unregistered");
      case DurableMasterEvent.AgentMarkedGone _ -> count("master/slave_removals");
      default -> {}
    }
  }

  private void removed(String reason) {
    count("master/slave_removals");
    count("master/slave_removals/reason_" + reason);
  }

  private void observe(TaskEvent event) {
    switch (event) {
      case TaskEvent.TaskAdded(var framework, var task, _) ->
          running.add(new Running(framework, task));
      case TaskEvent.TaskUpdated(var framework, var task, var status, var latest, _) ->
          ended(new Running(framework, task), latest.orElse(status.getState()), status);
      case TaskEvent.TaskCompleted(var framework, var task, _) ->
          running.remove(new Running(framework, task));
      case TaskEvent.TaskBecameUnreachable(var framework, var task, _) ->
          running.remove(new Running(framework, task));
      default -> {}
    }
  }

  /** A task ends once, however often its agent repeats the update. */
  private void ended(Running task, TaskState state, TaskStatus status) {
    List<String> names = MetricNames.ended(state, status);
    if (!names.isEmpty() && running.remove(task)) {
      names.forEach(this::count);
      ends.accept(task.framework(), state);
    }
  }

  /** A scheduler has sent this call, whether or not it can be carried out. */
  public void schedulerCall(Call call) {
    switch (call.getType()) {
      case SUBSCRIBE ->
          count(
              call.getSubscribe().getFrameworkInfo().getId().getValue().isEmpty()
                  ? "master/messages_register_framework"
                  : "master/messages_reregister_framework");
      case TEARDOWN -> count("master/messages_unregister_framework");
      case ACCEPT -> call.getAccept().getOperationsList().forEach(this::acceptedOperation);
      case DECLINE -> count("master/messages_decline_offers");
      case REVIVE -> count("master/messages_revive_offers");
      case SUPPRESS -> count("master/messages_suppress_offers");
      case KILL -> count("master/messages_kill_task");
      case ACKNOWLEDGE -> count("master/messages_status_update_acknowledgement");
      case ACKNOWLEDGE_OPERATION_STATUS ->
          count("master/messages_operation_status_update_acknowledgement");
      case RECONCILE -> count("master/messages_reconcile_tasks");
      case RECONCILE_OPERATIONS -> count("master/messages_reconcile_operations");
      case MESSAGE -> count("master/messages_framework_to_executor");
      case REQUEST -> count("master/messages_resource_request");
      default -> {}
    }
  }

  private void acceptedOperation(Operation operation) {
    if (operation.getType() == Operation.Type.LAUNCH) {
      count(
          operation.getLaunch().getTaskInfosCount() > 0
              ? "master/messages_launch_tasks"
              : "master/messages_decline_offers");
    }
  }

  /** An agent has sent a message of this name, without its package. */
  public void agentMessage(String name) {
    String counter = MetricNames.AGENT_MESSAGES.get(name);
    if (counter != null) {
      count(counter);
    }
  }

  /** A driver or an agent wants to prove who it is. */
  public void authenticating() {
    count("master/messages_authenticate");
  }

  /** A message could not be read or is not served. */
  public void messageDropped() {
    count("master/dropped_messages");
  }

  private void count(String name) {
    metrics.counter(name).increment();
  }
}
