package io.meseta.agent.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.ConnectionId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.RegisterExecutorMessage;
import io.meseta.protocol.internal.Messages.ReregisterExecutorMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;

/** Makes executor calls of the messages of executor drivers (Mesos reference §5.3). */
final class ExecutorMessages {

  private static final String PACKAGE = "mesos.internal.";
  private static final RequestId UNANSWERED = new RequestId(0); // libprocess has no answers
  private static final ConnectionId NONE = new ConnectionId("");
  private static final int UUID_BYTES = 16;

  private ExecutorMessages() {}

  /**
   * The call that a message stands for; empty if it is none of an executor's, or of one that is not
   * registered.
   *
   * @throws InvalidProtocolBufferException if the body is not such a message
   */
  static Optional<AgentCommand> decode(
      Pid from, String name, byte[] body, Predicate<Pid> isRegistered)
      throws InvalidProtocolBufferException {
    if (!name.startsWith(PACKAGE)) {
      return Optional.empty();
    }
    return switch (name.substring(PACKAGE.length())) {
      case "RegisterExecutorMessage" -> Optional.of(register(from, body));
      case "ReregisterExecutorMessage" -> Optional.of(reregister(from, body));
      case "StatusUpdateMessage" -> isRegistered.test(from) ? update(body) : Optional.empty();
      case "ExecutorToFrameworkMessage" ->
          isRegistered.test(from) ? message(body) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Call.Builder call(Call.Type type, FrameworkID framework, ExecutorID executor) {
    return Call.newBuilder().setType(type).setFrameworkId(framework).setExecutorId(executor);
  }

  private static AgentCommand register(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    RegisterExecutorMessage message = RegisterExecutorMessage.parseFrom(body);
    Call.Builder call =
        call(Call.Type.SUBSCRIBE, message.getFrameworkId(), message.getExecutorId())
            .setSubscribe(Call.Subscribe.getDefaultInstance());
    return new AgentCommand.ExecutorCall(
        UNANSWERED, DriverConnection.of(from, false), call.build(), from);
  }

  private static AgentCommand reregister(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    ReregisterExecutorMessage message = ReregisterExecutorMessage.parseFrom(body);
    Call.Subscribe.Builder subscribe =
        Call.Subscribe.newBuilder().addAllUnacknowledgedTasks(message.getTasksList());
    for (StatusUpdate update : message.getUpdatesList()) {
      if (update.getUuid().size() == UUID_BYTES) {
        subscribe.addUnacknowledgedUpdates(Call.Update.newBuilder().setStatus(status(update)));
      }
    }
    Call.Builder call =
        call(Call.Type.SUBSCRIBE, message.getFrameworkId(), message.getExecutorId())
            .setSubscribe(subscribe);
    return new AgentCommand.ExecutorCall(
        UNANSWERED, DriverConnection.of(from, true), call.build(), from);
  }

  private static Optional<AgentCommand> update(byte[] body) throws InvalidProtocolBufferException {
    StatusUpdate update = StatusUpdateMessage.parseFrom(body).getUpdate();
    if (update.getUuid().size() != UUID_BYTES) {
      return Optional.empty();
    }
    Call.Builder call =
        call(Call.Type.UPDATE, update.getFrameworkId(), update.getExecutorId())
            .setUpdate(Call.Update.newBuilder().setStatus(status(update)));
    return Optional.of(unanswered(call));
  }

  /** Old drivers put into the update what belongs in the status now. */
  private static TaskStatus status(StatusUpdate update) {
    return update.getStatus().toBuilder()
        .setUuid(update.getUuid())
        .setTimestamp(update.getTimestamp())
        .build();
  }

  private static Optional<AgentCommand> message(byte[] body) throws InvalidProtocolBufferException {
    ExecutorToFrameworkMessage message = ExecutorToFrameworkMessage.parseFrom(body);
    Call.Builder call =
        call(Call.Type.MESSAGE, message.getFrameworkId(), message.getExecutorId())
            .setMessage(Call.Message.newBuilder().setData(message.getData()));
    return Optional.of(unanswered(call));
  }

  private static AgentCommand unanswered(Call.Builder call) {
    return new AgentCommand.ExecutorCall(UNANSWERED, NONE, call.build());
  }
}
