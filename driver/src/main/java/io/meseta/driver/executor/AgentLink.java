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
  void received(ApiSession session, byte[] event) {
    link.offerEvent(() -> dispatch(session, event));
  }

  private void dispatch(ApiSession session, byte[] encoded) {
    if (shuttingDown) {
      return;
    }
    Runnable callback;
    try {
      Message event = Message.parse(encoded);
      int type = AgentEvents.type(event);
      if (type == AgentEvents.ERROR) {
        link.misused(event.message(7).text(1).orElse(""));
        return;
      }
      callback = type == AgentEvents.SHUTDOWN ? this::shutdown : events.callback(session, event);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Left out a malformed event of the agent: " + e);
      return;
    }
    callback.run();
  }

  private void shutdown() {
    if (!environment.isLocal()) {
      process.killAfter(environment.gracePeriod());
    }
    callbacks.shutdown();
    shuttingDown = true;
  }

  /** The stream has ended; called by the thread that read it. */
  void ended(ApiSession session) {
    link.offerEvent(() -> {
      if (calls.disconnected(session) && !shuttingDown) {
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

  void misused(String message) {
    link.misused(message);
  }

  byte[] subscribeCall() {
    return calls.subscribe();
  }
}
