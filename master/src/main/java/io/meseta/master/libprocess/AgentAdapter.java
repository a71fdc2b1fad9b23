package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand;
import io.meseta.master.metrics.MasterMetrics;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.protocol.internal.Messages.UnregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import io.meseta.runtime.libprocess.MessageRoutes;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes commands of what agents send (Mesos reference §5.3, "Agent → master"); agents repeat
 * whatever matters.
 */
public final class AgentAdapter {

  private static final Logger log = LoggerFactory.getLogger(AgentAdapter.class);

  private static final MessageRoutes<MasterCommand> ROUTES =
      new MessageRoutes<MasterCommand>()
          .add(RegisterSlaveMessage.getDefaultInstance(), MasterCommand.RegisterAgent::new)
          .add(ReregisterSlaveMessage.getDefaultInstance(), MasterCommand.ReregisterAgent::new)
          .add(UnregisterSlaveMessage.getDefaultInstance(), MasterCommand.UnregisterAgent::new)
          .add(UpdateSlaveMessage.getDefaultInstance(), MasterCommand.UpdateAgent::new)
          .add(StatusUpdateMessage.getDefaultInstance(), MasterCommand.AgentStatusUpdate::new)
          .add(
              UpdateOperationStatusMessage.getDefaultInstance(),
              MasterCommand.AgentOperationStatus::new)
          .add(ExitedExecutorMessage.getDefaultInstance(), MasterCommand.ExitedExecutor::new)
          .add(ExecutorToFrameworkMessage.getDefaultInstance(), MasterCommand.ExecutorMessage::new)
          .add(
              PongSlaveMessage.getDefaultInstance(),
              (from, _) -> new MasterCommand.AgentPong(from));

  private final Consumer<MasterCommand> core;
  private final AuthenticationRules rules;
  private final MasterMetrics metrics;

  /**
   * An adapter that hands commands to {@code core}, which must not block.
   *
   * @param rules who may register
   */
  public AgentAdapter(
      Consumer<MasterCommand> core, AuthenticationRules rules, MasterMetrics metrics) {
    this.core = core;
    this.rules = rules;
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
    MasterCommand command = ROUTES.read(message);
    switch (command) {
      case MasterCommand.RegisterAgent(var from, _) -> register(from, command);
      case MasterCommand.ReregisterAgent(var from, _) -> register(from, command);
      default -> core.accept(command);
    }
  }

  /** As Mesos: an agent that has not proved who it is gets no answer, and tries again. */
  private void register(Pid from, MasterCommand command) {
    rules
        .authenticator()
        .whenSettled(
            from,
            () -> {
              if (rules.allowsAgent(from)) {
                core.accept(command);
              } else {
                metrics.messageDropped();
                log.warn("Refused to register the agent at {}: it is not authenticated", from);
              }
            });
  }
}
