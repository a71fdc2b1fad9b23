package io.meseta.driver.scheduler;

import io.meseta.driver.CallbackThread;
import io.meseta.driver.DriverLife;
import io.meseta.driver.http.ApiSession;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.apache.mesos.Protos.Status;

/**
 * What comes from the master, on its way from the thread that reads the stream to the one that
 * calls the application. Knows only the events that concern the stream itself.
 */
final class MasterLink {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");

  private final FrameworkLink framework;
  private final DriverLife life;
  private final CallbackThread thread;
  private final SchedulerCalls calls;
  private final EventDispatcher dispatcher;

  MasterLink(
      FrameworkLink framework,
      DriverLife life,
      CallbackThread thread,
      SchedulerCalls calls,
      EventDispatcher dispatcher) {
    this.framework = framework;
    this.life = life;
    this.thread = thread;
    this.calls = calls;
    this.dispatcher = dispatcher;
  }

  boolean isRunning() {
    return life.isRunning();
  }

  SubscribeCall subscribeCall() {
    return calls.subscribe();
  }

  /** No master will ever take this framework. */
  void refused(String why) {
    framework.misused(why);
  }

  /** An event has come; waits while too many are waiting. */
  void received(MasterStream stream, byte[] event) {
    try {
      int type = Events.typeOf(event);
      if (type == Events.SUBSCRIBED) {
        stream.session().silenceLimit(Events.silenceLimit(event));
      }
      if (life.isRunning()) {
        thread.offerEvent(() -> dispatch(stream, event));
      } else if (type == Events.OFFERS && life.status() == Status.DRIVER_ABORTED) {
        calls.declineForLong(Events.offerIds(event));
      }
      if (type == Events.ERROR) {
        framework.close();
      }
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "Left out a malformed event of " + stream.address() + ": " + e.getMessage());
    }
  }

  private void dispatch(MasterStream stream, byte[] event) {
    String error = dispatcher.dispatch(stream, event);
    if (error != null) {
      calls.disconnected(stream.session());
      framework.fail(error);
    }
  }

  /** The stream has ended. */
  void ended(ApiSession session) {
    if (life.isRunning()) {
      thread.offerEvent(() -> dispatcher.disconnected(session));
    } else {
      calls.disconnected(session);
      framework.close();
    }
  }
}
