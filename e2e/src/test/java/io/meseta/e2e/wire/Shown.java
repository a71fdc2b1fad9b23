package io.meseta.e2e.wire;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Events as texts that are the same in every run: without ids and times. */
final class Shown {

  private Shown() {}

  /** What a status says, and which fields it has. */
  static String of(TaskStatus status) {
    List<String> fields =
        status.getAllFields().keySet().stream().map(field -> field.getName()).sorted().toList();
    return "%s %s %s '%s' %s"
        .formatted(
            status.getState(), status.getSource(), status.getReason(), status.getMessage(), fields);
  }

  static String of(Event event) {
    return switch (event.getType()) {
      case ERROR -> "ERROR " + event.getError().getMessage();
      case SUBSCRIBED ->
          "SUBSCRIBED %s every %s s"
              .formatted(
                  event.getSubscribed().getFrameworkId().getValue().replaceAll(".*-", ""),
                  event.getSubscribed().getHeartbeatIntervalSeconds());
      case UPDATE ->
          "UPDATE %s %s"
              .formatted(
                  event.getUpdate().getStatus().getTaskId().getValue(),
                  of(event.getUpdate().getStatus()));
      case FAILURE ->
          "FAILURE of %s '%s' %d"
              .formatted(
                  event.getFailure().getAgentId().getValue().replaceAll(".*-", ""),
                  event.getFailure().getExecutorId().getValue(),
                  event.getFailure().getStatus());
      case MESSAGE ->
          "MESSAGE of %s on %s: %s"
              .formatted(
                  event.getMessage().getExecutorId().getValue(),
                  event.getMessage().getAgentId().getValue().replaceAll(".*-", ""),
                  Base64.getEncoder().encodeToString(event.getMessage().getData().toByteArray()));
      default -> event.getType().name();
    };
  }

  /** Updates of different tasks have no order among each other. */
  static Map<String, List<String>> byTask(List<TaskStatus> updates) {
    return updates.stream()
        .collect(
            Collectors.groupingBy(
                status -> status.getTaskId().getValue(),
                TreeMap::new,
                Collectors.mapping(Shown::of, Collectors.toList())));
  }
}
