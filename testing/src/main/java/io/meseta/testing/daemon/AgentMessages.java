package io.meseta.testing.daemon;

import com.google.protobuf.Message;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.protocol.internal.Messages.UnregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;

/** Makes commands for the master of what agents send. */
final class AgentMessages {

  private AgentMessages() {}

  static MasterCommand toCommand(Pid from, Message message) {
    return switch (message) {
      case RegisterSlaveMessage m -> new MasterCommand.RegisterAgent(from, m);
      case ReregisterSlaveMessage m -> new MasterCommand.ReregisterAgent(from, m);
      case UnregisterSlaveMessage m -> new MasterCommand.UnregisterAgent(from, m);
      case UpdateSlaveMessage m -> new MasterCommand.UpdateAgent(from, m);
      case UpdateOperationStatusMessage m -> new MasterCommand.AgentOperationStatus(from, m);
      case StatusUpdateMessage m -> new MasterCommand.AgentStatusUpdate(from, m);
      case ExitedExecutorMessage m -> new MasterCommand.ExitedExecutor(from, m);
      case ExecutorToFrameworkMessage m -> new MasterCommand.ExecutorMessage(from, m);
      case PongSlaveMessage _ -> new MasterCommand.AgentPong(from);
      default -> throw new IllegalArgumentException("no master understands " + message.getClass());
    };
  }
}
