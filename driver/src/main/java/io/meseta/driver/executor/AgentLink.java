package io.meseta.driver.executor;

import io.meseta.driver.http.ApiSession;
import io.meseta.driver.wire.Message;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * What comes from the agent, or does not come any more, and what follows from it (Mesos reference
 * §2.1, §2.4). Events are acted upon on the callback thread.
 */
final class AgentLink {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");

  private final ExecutorLink link;
  private final ExecutorCallbacks callbacks;
  private final ExecutorEnvironment environment;
  private final ProcessEnd process;
  private final ExecutorCalls calls;
  private final AgentEvents events;
  private final AgentSubscription subscription;

  /** Set by a shutdown: updates still go out, but nothing comes in any more, as in Mesos. */
  private volatile boolean shutDown;

  /** Set when the agent asks for it, so that nobody subscribes again. */
  private volatile boolean shuttingDown;

  AgentLink(
      ExecutorLink link,
      ExecutorCallbacks callbacks,
      ExecutorEnvironment environment,
      ProcessEnd process) {
    this.link = link;
    this.callbacks = callbacks;
    this.environment = environment;
    this.process = process;
    this.calls = new ExecutorCalls(environment);
    this.events = new AgentEvents(calls, callbacks);
    this.subscription = new AgentSubscription(this, environment);
  }

  void start() {
    subscription.start();
  }

  void close() {
    calls.finish();
    subscription.close();
  }

  ExecutorCalls calls() {
    return calls;
  }

  /** An event has come; called by the thread that reads the stream, which waits for room. */
  void received(ApiSession session, byte[] encoded) {
    try {
      Message event = Message.parse(encoded);
      if (AgentEvents.type(event) == AgentEvents.SHUTDOWN) {
        shuttingDown = true;
      }
      link.offerEvent(() -> dispatch(session, event));
    } catch (IOException e) {
      leaveOut(e);
    }
  }

  private static void leaveOut(IOException why) {
    LOG.log(Level.WARNING, "Left out a malformed event of the agent: " + why.getMessage());
  }

  private void dispatch(ApiSession session, Message event) {
    if (shutDown) {
      return;
    }
    Runnable callback;
    try {
      callback = callback(session, event);
    } catch (IOException e) {
      leaveOut(e);
      return;
    }
    callback.run();
  }

  private Runnable callback(ApiSession session, Message event) throws IOException {
    switch (AgentEvents.type(event)) {
      case AgentEvents.ERROR:
        String message = event.message(7).text(1).orElse("");
        return () -> link.misused(message);
      case AgentEvents.SHUTDOWN:
        return this::shutdown;
      default:
        return events.callback(session, event);
    }
  }

  private void shutdown() {
    if (!environment.isLocal()) {
      process.killAfter(environment.gracePeriod());
    }
    callbacks.shutdown();
    shutDown = true;
  }

  /** The stream has ended; called by the thread that read it. */
  void ended(ApiSession session) {
    link.offerEvent(() -> {
      if (calls.disconnected(session) && !shutDown) {
        callbacks.disconnected();
      }
    });
  }

  /** The agent is away for longer than it may be. */
  void agentLost(String why) {
    link.offerEvent(() -> {
      if (!shuttingDown) {
        LOG.log(Level.WARNING, "Lost the agent at " + why + "; shutting down");
        shutdown();
      }
    });
  }

  boolean isShuttingDown() {
    return shuttingDown;
  }

  void misused(String message) {
    link.misused(message);
  }

  byte[] subscribeCall() {
    return calls.subscribe();
  }
}
