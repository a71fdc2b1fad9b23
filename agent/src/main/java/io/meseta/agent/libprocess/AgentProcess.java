package io.meseta.agent.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand;
import io.meseta.runtime.libprocess.MessageHandler;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libprocess process {@code slave(1)}: takes messages and hands them on as commands. What it
 * cannot read it drops, as Mesos does; whoever needs an answer asks again.
 */
public final class AgentProcess implements MessageHandler {

  /** The process id of every agent (Mesos reference §0.1). */
  public static final String ID = "slave(1)";

  private static final Logger log = LoggerFactory.getLogger(AgentProcess.class);

  private final Consumer<AgentCommand> core;
  private final ExecutorDrivers drivers;

  /** A process in front of the core; the consumer must not block. */
  public AgentProcess(Consumer<AgentCommand> core, ExecutorDrivers drivers) {
    this.core = core;
    this.drivers = drivers;
  }

  @Override
  public boolean receive(ReceivedMessage message) {
    if (!message.processId().equals(ID)) {
      return false;
    }
    try {
      decode(new Pid(message.from().toString()), message.name(), message.body())
          .ifPresentOrElse(core, () -> log.debug("Nothing is done with {}", message));
    } catch (InvalidProtocolBufferException e) {
      log.warn("Dropped {}: {}", message, e.getMessage());
    }
    return true;
  }

  private Optional<AgentCommand> decode(Pid from, String name, byte[] body)
      throws InvalidProtocolBufferException {
    Optional<AgentCommand> ofMaster = MasterMessages.decode(from, name, body);
    return ofMaster.isPresent()
        ? ofMaster
        : ExecutorMessages.decode(from, name, body, drivers::knows);
  }
}
