package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.master.MasterCommand;
import io.meseta.master.metrics.MasterMetrics;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.protocol.internal.Messages.UnregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import io.meseta.runtime.libprocess.MessageRoutes;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.util.function.Consumer;

/**
 * Makes commands of what agents send (Mesos reference §5.3, "Agent → master"); agents repeat
 * whatever matters.
 */
public final class AgentAdapter {

  private static final MessageRoutes<MasterCommand> ROUTES =
      new MessageRoutes<MasterCommand>()
          .add(RegisterSlaveMessage.getDefaultInstance(), MasterCommand.RegisterAgent::new)
          .add(ReregisterSlaveMessage.getDefaultInstance(), MasterCommand.ReregisterAgent::new)
          .add(UnregisterSlaveMessage.getDefaultInstance(), MasterCommand.UnregisterAgent::new)
          .add(UpdateSlaveMessage.getDefaultInstance(), MasterCommand.UpdateAgent::new)
          .add(StatusUpdateMessage.getDefaultInstance(), MasterCommand.AgentStatusUpdate::new)
          .add(ExitedExecutorMessage.getDefaultInstance(), MasterCommand.ExitedExecutor::new)
          .add(ExecutorToFrameworkMessage.getDefaultInstance(), MasterCommand.ExecutorMessage::new)
          .add(
              PongSlaveMessage.getDefaultInstance(),
              (from, _) -> new MasterCommand.AgentPong(from));

  private final Consumer<MasterCommand> core;
  private final MasterMetrics metrics;

  /** An adapter that hands commands to {@code core}, which must not block. */
  public AgentAdapter(Consumer<MasterCommand> core, MasterMetrics metrics) {
    this.core = core;
    this.metrics = metrics;
  }

  /** Whether messages of this name are for it. */
  boolean serves(String name) {
    return ROUTES.has(name);
  }

  /**
   * Takes a message.
   *
   * @throws InvalidProtocolBufferException if it cannot be read
   */
  void receive(ReceivedMessage message) throws InvalidProtocolBufferException {
    metrics.agentMessage(message.name().substring(message.name().lastIndexOf('.') + 1));
    core.accept(ROUTES.read(message));
  }
}
