package io.meseta.testing.daemon;

import com.google.protobuf.Message;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.protocol.internal.Messages.AcknowledgeOperationStatusMessage;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.PingSlaveMessage;
import io.meseta.protocol.internal.Messages.ReconcileOperationsMessage;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.ShutdownExecutorMessage;
import io.meseta.protocol.internal.Messages.ShutdownFrameworkMessage;
import io.meseta.protocol.internal.Messages.ShutdownMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.SlaveReregisteredMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import io.meseta.protocol.internal.Messages.UpdateFrameworkMessage;
import org.apache.mesos.v1.Protos.FrameworkID;

/** Makes commands for an agent of what masters send. */
final class MasterMessages {

  private MasterMessages() {}

  static AgentCommand toCommand(Pid from, Message message) {
    return switch (message) {
      case SlaveRegisteredMessage m -> new AgentCommand.ConfirmRegistration(from, m);
      case SlaveReregisteredMessage m -> new AgentCommand.ConfirmReregistration(from, m);
      case PingSlaveMessage m -> new AgentCommand.AnswerPing(from, m.getConnected());
      case ShutdownMessage m -> new AgentCommand.ShutDownAgent(from, m.getMessage());
      case RunTaskMessage m -> new AgentCommand.RunTask(from, m);
      case RunTaskGroupMessage m -> new AgentCommand.RunTaskGroup(from, m);
      case KillTaskMessage m -> kill(from, m);
      case StatusUpdateAcknowledgementMessage m -> acknowledgement(from, m);
      case ShutdownFrameworkMessage m ->
          new AgentCommand.ShutDownFramework(from, framework(m.getFrameworkId()));
      case ShutdownExecutorMessage m ->
          new AgentCommand.ShutDownExecutor(
              from, framework(m.getFrameworkId()), new ExecutorId(m.getExecutorId().getValue()));
      case ApplyOperationMessage m -> new AgentCommand.ApplyOperation(from, m);
      case AcknowledgeOperationStatusMessage m -> new AgentCommand.AcknowledgeOperation(from, m);
      case ReconcileOperationsMessage m -> new AgentCommand.ReconcileOperations(from, m);
      case UpdateFrameworkMessage m -> new AgentCommand.UpdateFramework(from, m);
      case FrameworkToExecutorMessage m ->
          new AgentCommand.PassToExecutor(
              framework(m.getFrameworkId()),
              new ExecutorId(m.getExecutorId().getValue()),
              m.getData());
      default -> throw new IllegalArgumentException("no agent understands " + message.getClass());
    };
  }

  private static AgentCommand kill(Pid from, KillTaskMessage message) {
    return new AgentCommand.KillTask(
        from,
        framework(message.getFrameworkId()),
        new TaskId(message.getTaskId().getValue()),
        message.hasKillPolicy() ? message.getKillPolicy() : null);
  }

  private static AgentCommand acknowledgement(
      Pid from, StatusUpdateAcknowledgementMessage message) {
    return new AgentCommand.AcknowledgeUpdate(
        from,
        framework(message.getFrameworkId()),
        new TaskId(message.getTaskId().getValue()),
        message.getUuid());
  }

  private static FrameworkId framework(FrameworkID id) {
    return new FrameworkId(id.getValue());
  }
}
