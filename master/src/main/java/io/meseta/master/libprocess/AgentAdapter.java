package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
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
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import io.meseta.runtime.libprocess.MessageHandler;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes commands of what agents send (Mesos reference §5.3, "Agent → master"). What cannot be read
 * is dropped with a line in the log, as in libprocess; agents repeat whatever matters.
 */
public final class AgentAdapter implements MessageHandler {

  private static final Logger log = LoggerFactory.getLogger(AgentAdapter.class);

  /** How to read one message and what it asks the master to do. */
  private record Route<M extends Message>(
      Parser<M> parser, BiFunction<Pid, M, MasterCommand> command) {

    MasterCommand read(Pid from, byte[] body) throws InvalidProtocolBufferException {
      return command.apply(from, parser.parseFrom(body));
    }
  }

  private static final String PREFIX = "mesos.internal.";

  private static final Map<String, Route<?>> ROUTES =
      Map.of(
          "RegisterSlaveMessage",
          new Route<>(RegisterSlaveMessage.parser(), MasterCommand.RegisterAgent::new),
          "ReregisterSlaveMessage",
          new Route<>(ReregisterSlaveMessage.parser(), MasterCommand.ReregisterAgent::new),
          "UnregisterSlaveMessage",
          new Route<>(UnregisterSlaveMessage.parser(), MasterCommand.UnregisterAgent::new),
          "UpdateSlaveMessage",
          new Route<>(UpdateSlaveMessage.parser(), MasterCommand.UpdateAgent::new),
          "StatusUpdateMessage",
          new Route<>(StatusUpdateMessage.parser(), MasterCommand.AgentStatusUpdate::new),
          "ExitedExecutorMessage",
          new Route<>(ExitedExecutorMessage.parser(), MasterCommand.ExitedExecutor::new),
          "ExecutorToFrameworkMessage",
          new Route<>(ExecutorToFrameworkMessage.parser(), MasterCommand.ExecutorMessage::new),
          "PongSlaveMessage",
          new Route<>(PongSlaveMessage.parser(), (from, _) -> new MasterCommand.AgentPong(from)));

  private final Consumer<MasterCommand> core;
  private final MasterMetrics metrics;

  /** An adapter that hands commands to {@code core}, which must not block. */
  public AgentAdapter(Consumer<MasterCommand> core, MasterMetrics metrics) {
    this.core = core;
    this.metrics = metrics;
  }

  @Override
  public boolean receive(ReceivedMessage message) {
    if (!isOurs(message.processId())) {
      return false;
    }
    String name = message.name();
    Route<?> route = name.startsWith(PREFIX) ? ROUTES.get(name.substring(PREFIX.length())) : null;
    if (route == null) {
      metrics.messageDropped();
      log.warn("Dropped a {} from {}: the master does not serve it", name, message.from());
    } else {
      metrics.agentMessage(name.substring(PREFIX.length()));
      pass(route, message);
    }
    return true;
  }

  /** The master itself, and the observers from which it pings agents. */
  private static boolean isOurs(String process) {
    return process.equals("master") || process.startsWith(AgentLink.OBSERVER);
  }

  private void pass(Route<?> route, ReceivedMessage message) {
    try {
      core.accept(route.read(new Pid(message.from().toString()), message.body()));
    } catch (InvalidProtocolBufferException e) {
      metrics.messageDropped();
      log.warn("Dropped a {} from {}: {}", message.name(), message.from(), e.getMessage());
    }
  }
}
