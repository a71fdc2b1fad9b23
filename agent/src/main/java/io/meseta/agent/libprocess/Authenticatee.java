package io.meseta.agent.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Authentications.AuthenticateMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationErrorMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationMechanismsMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStepMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.authentication.CramMd5Client;
import io.meseta.runtime.libprocess.LibprocessNode;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.time.Duration;
import java.util.Optional;
import javax.security.sasl.SaslException;
import org.apache.mesos.v1.Protos.Credential;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves to the master that this agent is the principal of its credential, anew for each link, and
 * holds registrations back until that is done (Mesos reference §13.1). An agent without a
 * credential proves nothing, and nothing is held back.
 */
public final class Authenticatee {

  private static final Logger log = LoggerFactory.getLogger(Authenticatee.class);

  private static final String ID = "crammd5-authenticatee(1)";
  private static final String PACKAGE = "mesos.internal.Authentication";

  /** After that long without an outcome the next attempt to register begins anew. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LibprocessNode node;
  private final Upid self;
  private final Optional<Credential> credential;
  private @Nullable Upid master;
  private @Nullable CramMd5Client exchange;
  private @Nullable Message held;
  private boolean proved;
  private long begunNanos;

  /**
   * Speaks for the agent of this node.
   *
   * @param credential empty for an agent that does not authenticate
   */
  public Authenticatee(LibprocessNode node, Optional<Credential> credential) {
    this.node = node;
    this.self = Upid.of(ID, node.self().ip(), node.self().port());
    this.credential = credential;
  }

  /** There is a new link to a master, which knows nothing of who was proved to be whom before. */
  synchronized void linked(Upid to) {
    if (credential.isPresent()) {
      master = to;
      held = null;
      begin(to, credential.get());
    }
  }

  private void begin(Upid to, Credential mine) {
    proved = false;
    exchange = new CramMd5Client(mine);
    begunNanos = System.nanoTime();
    send(to, AuthenticateMessage.newBuilder().setPid(node.self().toString()).build());
  }

  /** Whether the message must wait; then it is sent when the proof is done. */
  synchronized boolean holdsBack(Upid to, Message message) {
    boolean registers =
        message instanceof RegisterSlaveMessage || message instanceof ReregisterSlaveMessage;
    if (credential.isEmpty() || proved || !registers) {
      return false;
    }
    held = message;
    boolean late = System.nanoTime() - begunNanos > PATIENCE.toNanos();
    if (exchange == null || late) {
      master = to;
      begin(to, credential.get());
    }
    return true;
  }

  /** Takes the message if it is for the exchange; else says false. */
  public synchronized boolean receive(ReceivedMessage message) {
    if (!message.processId().equals(ID)) {
      return false;
    }
    CramMd5Client client = exchange;
    boolean fromMaster = master != null && message.from().address().equals(master.address());
    if (client != null && fromMaster && message.name().startsWith(PACKAGE)) {
      try {
        step(client, message);
      } catch (InvalidProtocolBufferException | SaslException e) {
        log.warn("Cannot authenticate with {}: {}", message.from(), e.getMessage());
        exchange = null;
      }
    }
    return true;
  }

  private void step(CramMd5Client client, ReceivedMessage message)
      throws InvalidProtocolBufferException, SaslException {
    switch (message.name().substring(PACKAGE.length())) {
      case "MechanismsMessage" ->
          send(
              message.from(),
              client.choose(AuthenticationMechanismsMessage.parseFrom(message.body())));
      case "StepMessage" ->
          send(message.from(), client.answer(AuthenticationStepMessage.parseFrom(message.body())));
      case "CompletedMessage" -> complete();
      case "FailedMessage" -> {
        log.error(
            "The master at {} refuses the credential of principal '{}'",
            message.from().address(),
            credential.map(Credential::getPrincipal).orElse(""));
        exchange = null;
      }
      case "ErrorMessage" -> {
        log.warn(
            "The master at {} cannot authenticate this agent: {}",
            message.from().address(),
            AuthenticationErrorMessage.parseFrom(message.body()).getError());
        exchange = null;
      }
      default -> log.debug("Nothing is done with {}", message);
    }
  }

  private void complete() {
    exchange = null;
    proved = true;
    Upid to = master;
    Message registration = held;
    held = null;
    if (to != null && registration != null) {
      node.send(to, registration.getDescriptorForType().getFullName(), registration.toByteArray());
    }
  }

  private void send(Upid to, Message message) {
    node.send(self, to, message.getDescriptorForType().getFullName(), message.toByteArray());
  }
}
