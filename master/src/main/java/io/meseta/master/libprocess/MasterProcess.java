package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.Pid;
import io.meseta.master.metrics.MasterMetrics;
import io.meseta.protocol.internal.Authentications.AuthenticateMessage;
import io.meseta.runtime.libprocess.MessageHandler;
import io.meseta.runtime.libprocess.ReceivedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libprocess process {@code master}: hands each message to whom it concerns. What cannot be
 * read is dropped with a line in the log, as in libprocess; senders repeat whatever matters.
 */
public final class MasterProcess implements MessageHandler {

  /** The process id of every master (Mesos reference §0.1). */
  public static final String ID = "master";

  private static final String AUTHENTICATE = AuthenticateMessage.getDescriptor().getFullName();

  private static final Logger log = LoggerFactory.getLogger(MasterProcess.class);

  private final AgentAdapter agents;
  private final DriverAdapter drivers;
  private final Authenticator authenticator;
  private final MasterMetrics metrics;

  /** A process that serves agents and drivers. */
  public MasterProcess(
      AgentAdapter agents,
      DriverAdapter drivers,
      Authenticator authenticator,
      MasterMetrics metrics) {
    this.agents = agents;
    this.drivers = drivers;
    this.authenticator = authenticator;
    this.metrics = metrics;
  }

  @Override
  public boolean receive(ReceivedMessage message) {
    boolean authenticates = authenticator.serves(message.processId());
    if (!authenticates && !isOurs(message.processId())) {
      return false;
    }
    try {
      if (authenticates) {
        authenticator.receive(message);
      } else {
        pass(message);
      }
    } catch (InvalidProtocolBufferException e) {
      metrics.messageDropped();
      log.warn("Dropped {}: {}", message, e.getMessage());
    }
    return true;
  }

  private void pass(ReceivedMessage message) throws InvalidProtocolBufferException {
    if (agents.serves(message.name())) {
      agents.receive(message);
    } else if (drivers.serves(message.name())) {
      drivers.receive(message);
    } else if (message.name().equals(AUTHENTICATE)) {
      metrics.authenticating();
      Pid client = new Pid(AuthenticateMessage.parseFrom(message.body()).getPid());
      authenticator.begin(new Pid(message.from().toString()), client);
    } else {
      metrics.messageDropped();
      log.warn("Dropped {}: the master does not serve it", message);
    }
  }

  /** The master itself, and the observers from which it pings agents. */
  private static boolean isOurs(String process) {
    return process.equals(ID) || process.startsWith(AgentLink.OBSERVER);
  }
}
