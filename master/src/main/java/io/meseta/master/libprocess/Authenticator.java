package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.core.Pid;
import io.meseta.protocol.internal.Authentications.AuthenticationErrorMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStartMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStepMessage;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.authentication.CramMd5Server;
import io.meseta.runtime.libprocess.MessageRoutes;
import io.meseta.runtime.libprocess.ProcessLink;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has proved to be whom: carries on the exchanges with drivers and agents, each from a process
 * of its own, and remembers their principals (Mesos reference §13.1). Whether somebody must have
 * one is for {@link AuthenticationRules} to say.
 */
public final class Authenticator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

  private static final String SESSION = "crammd5-authenticator-session(";
  private static final int MAX_EXCHANGES = 10_000;

  private static final MessageRoutes<Function<CramMd5Server, Message>> STEPS =
      new MessageRoutes<Function<CramMd5Server, Message>>()
          .add(
              AuthenticationStartMessage.getDefaultInstance(),
              (_, message) -> server -> server.start(message))
          .add(
              AuthenticationStepMessage.getDefaultInstance(),
              (_, message) -> server -> server.step(message));

  private final ProcessLink link;
  private final Map<String, String> secrets;
  private final Duration timeout;
  private final Map<Pid, Exchange> exchanges = new HashMap<>();
  private final Map<String, Exchange> sessions = new HashMap<>();
  private final Map<Pid, String> principals = new HashMap<>();
  private long lastSession;

  /**
   * An authenticator that has seen nobody yet.
   *
   * @param link speaks as the master
   * @param secrets the secret of each principal; without any nobody can authenticate
   * @param timeout how long an exchange may take
   */
  public Authenticator(ProcessLink link, Map<String, String> secrets, Duration timeout) {
    this.link = link;
    this.secrets = Map.copyOf(secrets);
    this.timeout = timeout;
  }

  /** Whether messages for this process are for an exchange that goes on. */
  synchronized boolean serves(String processId) {
    return sessions.containsKey(processId);
  }

  /** Begins an exchange; whoever the client was before, it has to prove anew. */
  synchronized void begin(Pid from, Pid client) {
    principals.remove(client);
    Exchange former = exchanges.get(client);
    if (former != null) {
      end(former, "begun anew");
    }
    if (sessions.size() >= MAX_EXCHANGES) {
      link.send(from, error("The master has more authentications going on than it can; try again"));
      return;
    }
    Upid self = Upid.of(SESSION + ++lastSession + ")", link.self().ip(), link.self().port());
    Exchange exchange = new Exchange(client, from, self, new CramMd5Server(self.ip(), secrets));
    exchanges.put(client, exchange);
    sessions.put(self.id(), exchange);
    exchange.expireAfter(timeout, () -> expire(exchange));
    link.send(self, from, exchange.server.mechanisms());
  }

  /**
   * Goes on with an exchange.
   *
   * @throws InvalidProtocolBufferException if the message cannot be read
   */
  void receive(ReceivedMessage message) throws InvalidProtocolBufferException {
    if (!STEPS.has(message.name())) {
      log.warn("Dropped {}: it is no step of an authentication", message);
      return;
    }
    Function<CramMd5Server, Message> step = STEPS.read(message);
    Runnable next = () -> {};
    synchronized (this) {
      Exchange exchange = sessions.get(message.processId());
      if (exchange != null) {
        link.send(exchange.self, exchange.authenticatee, step.apply(exchange.server));
        next = exchange.server.isOver() ? settle(exchange) : next;
      }
    }
    next.run();
  }

  private Runnable settle(Exchange exchange) {
    Optional<String> principal = exchange.server.principal();
    principal.ifPresent(name -> principals.put(exchange.client, name));
    end(exchange, principal.map(name -> "it is " + name).orElse("it failed"));
    return principal.isPresent() || exchange.server.isRefused() ? exchange.waiting : () -> {};
  }

  private synchronized void expire(Exchange exchange) {
    if (exchanges.get(exchange.client) == exchange) {
      end(exchange, "it took longer than " + timeout.toSeconds() + " s");
    }
  }

  private void end(Exchange exchange, String outcome) {
    log.info("Authentication of {}: {}", exchange.client, outcome);
    exchange.done();
    exchanges.remove(exchange.client);
    sessions.remove(exchange.self.id());
  }

  /**
   * Runs the action now, or when the exchange with the process has come to a result. Of several
   * only the last is run: they are repetitions.
   */
  void whenSettled(Pid process, Runnable action) {
    synchronized (this) {
      Exchange exchange = exchanges.get(process);
      if (exchange != null) {
        exchange.waiting = action;
        return;
      }
    }
    action.run();
  }

  /** Who the process has proved to be. */
  synchronized Optional<String> principal(Pid process) {
    return Optional.ofNullable(principals.get(process));
  }

  /** The process is gone: whoever comes from there next has to prove anew who it is. */
  public synchronized void forget(Pid process) {
    principals.remove(process);
  }

  private static AuthenticationErrorMessage error(String text) {
    return AuthenticationErrorMessage.newBuilder().setError(text).build();
  }

  @Override
  public void close() {
    link.close();
  }
}
