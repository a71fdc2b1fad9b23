package io.meseta.agent.api.executor;

import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;

/**
 * What an executor call must hold before it may become a command; the texts are those of Mesos
 * (reference §2.1, §2.2). Whether the executor exists, or may call, is the core's to say.
 */
final class ExecutorCallValidation {

  private static final int UUID_BYTES = 16;

  private ExecutorCallValidation() {}

  /** The reason why this call cannot be taken, or empty. */
  static Optional<String> error(Call call) {
    if (!call.hasType()) {
      return missing("type");
    }
    return switch (call.getType()) {
      case SUBSCRIBE -> call.hasSubscribe() ? Optional.empty() : missing("subscribe");
      case UPDATE -> call.hasUpdate() ? updateError(call) : missing("update");
      case MESSAGE -> call.hasMessage() ? Optional.empty() : missing("message");
      case HEARTBEAT, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<String> updateError(Call call) {
    TaskStatus status = call.getUpdate().getStatus();
    String executor = call.getExecutorId().getValue();
    String caller = "executor " + executor + " of framework " + call.getFrameworkId().getValue();
    if (!status.hasUuid()) {
      return missing("uuid");
    }
    if (status.getUuid().size() != UUID_BYTES) {
      return Optional.of("Not a valid UUID");
    }
    if (status.hasExecutorId() && !status.getExecutorId().getValue().equals(executor)) {
      return Optional.of(
          "ExecutorID in Call: %s does not match ExecutorID in TaskStatus: %s"
              .formatted(executor, status.getExecutorId().getValue()));
    }
    if (status.getSource() != TaskStatus.Source.SOURCE_EXECUTOR || !status.hasSource()) {
      return Optional.of(
          "Received Call from " + caller + " with invalid source, expecting 'SOURCE_EXECUTOR'");
    }
    if (status.getState() == TaskState.TASK_STAGING) {
      return Optional.of("Received TASK_STAGING from " + caller + " which is not allowed");
    }
    return status.hasCheckStatus() ? checkStatusError(status.getCheckStatus()) : Optional.empty();
  }

  private static Optional<String> checkStatusError(CheckStatusInfo status) {
    if (!status.hasType()) {
      return Optional.of("CheckStatusInfo must specify 'type'");
    }
    return switch (status.getType()) {
      case COMMAND -> bodyError(status.hasCommand(), "command", "COMMAND");
      case HTTP -> bodyError(status.hasHttp(), "http", "HTTP");
      case TCP -> bodyError(status.hasTcp(), "tcp", "TCP");
      case UNKNOWN -> Optional.of("'UNKNOWN' is not a valid check's status type");
    };
  }

  private static Optional<String> bodyError(boolean present, String field, String type) {
    return present
        ? Optional.empty()
        : Optional.of("Expecting '" + field + "' to be set for " + type + " check's status");
  }

  private static Optional<String> missing(String field) {
    return Optional.of("Expecting '" + field + "' to be present");
  }
}
