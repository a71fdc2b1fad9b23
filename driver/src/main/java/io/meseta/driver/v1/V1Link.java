package io.meseta.driver.v1;

import io.meseta.driver.Backoff;
import io.meseta.driver.CallbackThread;
import io.meseta.driver.http.ApiConnection;
import io.meseta.driver.http.ApiEndpoint;
import io.meseta.driver.http.ApiSession;
import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.http.RefusedException;
import io.meseta.driver.master.Masters;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection to the leading master and says so; the scheduler subscribes on it by itself
 * (Mesos reference §1.7). Runs on a thread of its own; callbacks come from another one.
 */
final class V1Link {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");
  private static final String PATH = "/api/v1/scheduler";

  private final V1Callbacks callbacks;
  private final Masters masters;
  private final Backoff backoff;
  private final @Nullable String authorization;
  private final CallbackThread thread;
  private final V1Calls calls = new V1Calls();
  private final Semaphore wake = new Semaphore(0);
  private volatile @Nullable Closeable connection;
  private volatile @Nullable HttpAddress target;
  private volatile boolean closed;

  V1Link(V1Callbacks callbacks, Masters masters, Backoff backoff, @Nullable String authorization) {
    this.callbacks = callbacks;
    this.masters = masters;
    this.backoff = backoff;
    this.authorization = authorization;
    this.thread = new CallbackThread("meseta-driver", this::close, () -> {});
    masters.onChange(leader -> {
      if (!leader.equals(target)) {
        reconnect();
      }
    });
  }

  void start() {
    thread.start();
    Thread runner = new Thread(this::run, "meseta-driver-subscription");
    runner.setDaemon(true);
    runner.start();
  }

  /** A callback has thrown: nothing is called or connected any more. */
  private void close() {
    closed = true;
    thread.close();
    masters.close();
    reconnect();
  }

  /** Sends a call, or drops it if this is not the time for it. */
  void send(int type, byte[] call) {
    calls.send(type, call);
  }

  /** Drops the connection, and looks for the master anew. */
  void reconnect() {
    wake.release();
    calls.interrupt();
    Closeable open = connection;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "Cannot close a connection", e);
      }
    }
  }

  private void run() {
    while (!closed) {
      boolean told = false;
      try {
        HttpAddress master = masters.current();
        target = master;
        wake.drainPermits();
        ApiConnection open = connect(master);
        calls.connected();
        told = true;
        thread.offerEvent(callbacks::connected);
        converse(master, open);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "No link to the master at " + masters + ": " + e.getMessage());
        masters.failed();
      }
      calls.disconnected();
      if (told) {
        thread.offerEvent(callbacks::disconnected);
      }
      pause();
    }
  }

  private ApiConnection connect(HttpAddress master) throws IOException {
    ApiConnection opened =
        ApiConnection.open(
            new ApiEndpoint(master, PATH, authorization), opening -> connection = opening);
    if (closed) {
      opened.close();
    }
    return opened;
  }

  /** Subscribes when the scheduler does, with as many masters as redirects lead to. */
  private void converse(HttpAddress first, ApiConnection opened) throws IOException {
    HttpAddress master = first;
    ApiConnection open = opened;
    byte[] subscribe = calls.awaitSubscribe();
    while (subscribe != null) {
      try {
        stream(open.subscribe(subscribe));
        return;
      } catch (RefusedException e) {
        if (e.location().filter(masters::redirect).isPresent()) {
          master = masters.current();
          target = master;
        } else {
          calls.connected();
          refused(e);
          subscribe = calls.awaitSubscribe();
        }
      }
      open = connect(master);
    }
    open.close();
  }

  /** As Mesos: what may pass is only logged, everything else is an ERROR event. */
  private void refused(RefusedException refusal) {
    String what = "Received unexpected '" + refusal.status() + "' (" + refusal.getMessage() + ")";
    LOG.log(Level.WARNING, what);
    if (refusal.status() != 503 && refusal.status() != 404 && refusal.status() / 100 != 3) {
      thread.offerEvent(() -> callbacks.error(what));
    }
  }

  private void stream(ApiSession session) throws IOException {
    connection = session;
    masters.succeeded();
    backoff.reset();
    session.onRefusal((status, text) ->
        thread.offerEvent(
            () -> callbacks.error("Received unexpected '" + status + "' (" + text + ")")));
    calls.subscribed(session);
    try {
      if (!closed) {
        session.readEvents(event -> thread.offerEvent(() -> callbacks.received(event)));
      }
    } finally {
      session.close();
    }
  }

  private void pause() {
    try {
      if (wake.tryAcquire(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "Interrupted while waiting for a master");
    }
  }
}
