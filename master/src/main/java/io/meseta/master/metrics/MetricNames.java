package io.meseta.master.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * The names of Mesos for what the master counts (Mesos reference §4.7). Every one of them is there
 * from the start, with zero, because dashboards and alerts ask for them by name.
 */
final class MetricNames {

  private static final List<String> COUNTERS =
      """
      dropped_messages http_cache_hits recovery_slave_removals
      slave_registrations slave_reregistrations slave_removals
      slave_removals/reason_registered slave_removals/reason_unhealthy
      slave_removals/reason_unregistered
      slave_shutdowns_canceled slave_shutdowns_completed slave_shutdowns_scheduled
      slave_unreachable_canceled slave_unreachable_completed slave_unreachable_scheduled
      messages_authenticate messages_deactivate_framework messages_decline_offers
      messages_executor_to_framework messages_exited_executor messages_framework_to_executor
      messages_kill_task messages_launch_tasks messages_operation_status_update
      messages_operation_status_update_acknowledgement messages_reconcile_operations
      messages_reconcile_tasks messages_register_framework messages_register_slave
      messages_reregister_framework messages_reregister_slave messages_resource_request
      messages_revive_offers messages_status_update messages_status_update_acknowledgement
      messages_suppress_offers messages_unregister_framework messages_unregister_slave
      messages_update_slave
      invalid_executor_to_framework_messages invalid_framework_to_executor_messages
      invalid_operation_status_update_acknowledgements invalid_operation_status_updates
      invalid_status_update_acknowledgements invalid_status_updates
      valid_executor_to_framework_messages valid_framework_to_executor_messages
      valid_operation_status_update_acknowledgements valid_operation_status_updates
      valid_status_update_acknowledgements valid_status_updates
      """
          .lines()
          .flatMap(line -> Stream.of(line.strip().split(" ")))
          .map(name -> "master/" + name)
          .toList();

  /** The states in which a task ends, and the counters of the tasks that ended so. */
  static final Map<TaskState, String> ENDED =
      Map.of(
          TaskState.TASK_FINISHED, "master/tasks_finished",
          TaskState.TASK_FAILED, "master/tasks_failed",
          TaskState.TASK_KILLED, "master/tasks_killed",
          TaskState.TASK_LOST, "master/tasks_lost",
          TaskState.TASK_ERROR, "master/tasks_error",
          TaskState.TASK_DROPPED, "master/tasks_dropped",
          TaskState.TASK_GONE, "master/tasks_gone",
          TaskState.TASK_GONE_BY_OPERATOR, "master/tasks_gone_by_operator");

  /** What is counted when an agent sends a message of this name. */
  static final Map<String, String> AGENT_MESSAGES =
      Map.of(
          "RegisterSlaveMessage", "master/messages_register_slave",
          "ReregisterSlaveMessage", "master/messages_reregister_slave",
          "UnregisterSlaveMessage", "master/messages_unregister_slave",
          "UpdateSlaveMessage", "master/messages_update_slave",
          "StatusUpdateMessage", "master/messages_status_update",
          "UpdateOperationStatusMessage", "master/messages_operation_status_update",
          "ExitedExecutorMessage", "master/messages_exited_executor",
          "ExecutorToFrameworkMessage", "master/messages_executor_to_framework");

  private MetricNames() {}

  /** What is counted for a task that ends so; nothing if it has not ended. */
  static List<String> ended(TaskState state, TaskStatus status) {
    String name = ENDED.get(state);
    return name == null
        ? List.of()
        : List.of(
            name,
            "master/%s/%s/%s"
                .formatted(state, status.getSource(), status.getReason())
                .toLowerCase(Locale.ROOT));
  }

  /** All counters of the master itself. */
  static List<String> counters() {
    return Stream.concat(COUNTERS.stream(), ENDED.values().stream()).toList();
  }
}
