package io.meseta.agent.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.protocol.internal.Messages.AcknowledgeOperationStatusMessage;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.internal.Messages.CheckpointResourcesMessage;
import io.meseta.protocol.internal.Messages.DrainSlaveMessage;
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
import java.util.Map;
import java.util.Optional;

/** Makes commands of the messages that masters and schedulers send to an agent. */
final class MasterMessages {

  /** How one kind of message becomes a command. */
  @FunctionalInterface
  private interface Decoder {
    AgentCommand decode(Pid from, byte[] body) throws InvalidProtocolBufferException;
  }

  private static final String PACKAGE = "mesos.internal.";

  private static final Map<String, Decoder> DECODERS =
      Map.ofEntries(
          Map.entry("SlaveRegisteredMessage", MasterMessages::registered),
          Map.entry("SlaveReregisteredMessage", MasterMessages::reregistered),
          Map.entry("PingSlaveMessage", MasterMessages::ping),
          Map.entry("ShutdownMessage", MasterMessages::shutdown),
          Map.entry("RunTaskMessage", MasterMessages::runTask),
          Map.entry("RunTaskGroupMessage", MasterMessages::runTaskGroup),
          Map.entry("KillTaskMessage", MasterMessages::killTask),
          Map.entry("DrainSlaveMessage", MasterMessages::drain),
          Map.entry("StatusUpdateAcknowledgementMessage", MasterMessages::acknowledgement),
          Map.entry("ShutdownFrameworkMessage", MasterMessages::shutdownFramework),
          Map.entry("ShutdownExecutorMessage", MasterMessages::shutdownExecutor),
          Map.entry("UpdateFrameworkMessage", MasterMessages::updateFramework),
          Map.entry("FrameworkToExecutorMessage", MasterMessages::frameworkMessage),
          Map.entry("ApplyOperationMessage", MasterMessages::applyOperation),
          Map.entry("CheckpointResourcesMessage", MasterMessages::checkpointResources),
          Map.entry("AcknowledgeOperationStatusMessage", MasterMessages::acknowledgeOperation),
          Map.entry("ReconcileOperationsMessage", MasterMessages::reconcileOperations));

  private MasterMessages() {}

  /**
   * The command that a message stands for; empty if agents take no such message.
   *
   * @param name full protobuf name
   * @throws InvalidProtocolBufferException if the body is not such a message
   */
  static Optional<AgentCommand> decode(Pid from, String name, byte[] body)
      throws InvalidProtocolBufferException {
    Decoder decoder =
        name.startsWith(PACKAGE) ? DECODERS.get(name.substring(PACKAGE.length())) : null;
    return decoder == null ? Optional.empty() : Optional.of(decoder.decode(from, body));
  }

  private static AgentCommand registered(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.ConfirmRegistration(from, SlaveRegisteredMessage.parseFrom(body));
  }

  private static AgentCommand reregistered(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.ConfirmReregistration(from, SlaveReregisteredMessage.parseFrom(body));
  }

  private static AgentCommand ping(Pid from, byte[] body) throws InvalidProtocolBufferException {
    return new AgentCommand.AnswerPing(from, PingSlaveMessage.parseFrom(body).getConnected());
  }

  private static AgentCommand shutdown(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.ShutDownAgent(from, ShutdownMessage.parseFrom(body).getMessage());
  }

  private static AgentCommand runTask(Pid from, byte[] body) throws InvalidProtocolBufferException {
    return new AgentCommand.RunTask(from, RunTaskMessage.parseFrom(body));
  }

  private static AgentCommand runTaskGroup(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.RunTaskGroup(from, RunTaskGroupMessage.parseFrom(body));
  }

  private static AgentCommand killTask(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    KillTaskMessage message = KillTaskMessage.parseFrom(body);
    return new AgentCommand.KillTask(
        from,
        new FrameworkId(message.getFrameworkId().getValue()),
        new TaskId(message.getTaskId().getValue()),
        message.hasKillPolicy() ? message.getKillPolicy() : null);
  }

  private static AgentCommand drain(Pid from, byte[] body) throws InvalidProtocolBufferException {
    return new AgentCommand.Drain(from, DrainSlaveMessage.parseFrom(body).getConfig());
  }

  private static AgentCommand acknowledgement(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    StatusUpdateAcknowledgementMessage message = StatusUpdateAcknowledgementMessage.parseFrom(body);
    return new AgentCommand.AcknowledgeUpdate(
        from,
        new FrameworkId(message.getFrameworkId().getValue()),
        new TaskId(message.getTaskId().getValue()),
        message.getUuid());
  }

  private static AgentCommand shutdownFramework(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    ShutdownFrameworkMessage message = ShutdownFrameworkMessage.parseFrom(body);
    return new AgentCommand.ShutDownFramework(
        from, new FrameworkId(message.getFrameworkId().getValue()));
  }

  private static AgentCommand shutdownExecutor(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    ShutdownExecutorMessage message = ShutdownExecutorMessage.parseFrom(body);
    return new AgentCommand.ShutDownExecutor(
        from,
        new FrameworkId(message.getFrameworkId().getValue()),
        new ExecutorId(message.getExecutorId().getValue()));
  }

  private static AgentCommand updateFramework(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.UpdateFramework(from, UpdateFrameworkMessage.parseFrom(body));
  }

  private static AgentCommand frameworkMessage(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    FrameworkToExecutorMessage message = FrameworkToExecutorMessage.parseFrom(body);
    return new AgentCommand.PassToExecutor(
        new FrameworkId(message.getFrameworkId().getValue()),
        new ExecutorId(message.getExecutorId().getValue()),
        message.getData());
  }

  private static AgentCommand applyOperation(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.ApplyOperation(from, ApplyOperationMessage.parseFrom(body));
  }

  private static AgentCommand checkpointResources(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.CheckpointResources(
        from, CheckpointResourcesMessage.parseFrom(body).getResourcesList());
  }

  private static AgentCommand acknowledgeOperation(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.AcknowledgeOperation(
        from, AcknowledgeOperationStatusMessage.parseFrom(body));
  }

  private static AgentCommand reconcileOperations(Pid from, byte[] body)
      throws InvalidProtocolBufferException {
    return new AgentCommand.ReconcileOperations(from, ReconcileOperationsMessage.parseFrom(body));
  }
}
