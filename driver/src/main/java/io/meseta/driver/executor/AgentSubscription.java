package io.meseta.driver.executor;

import io.meseta.driver.Backoff;
import io.meseta.driver.http.ApiSession;
import io.meseta.driver.http.RefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the executor subscribed to its agent; gives up when the agent is away for longer than it
 * may be (Mesos reference §2.4). Runs on a thread of its own and must not call the application.
 */
final class AgentSubscription {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");

  /** Answers that another attempt will not change. */
  private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 401, 403, 405, 406, 415);

  private final AgentLink link;
  private final ExecutorEnvironment environment;
  private final Backoff backoff;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "meseta-driver-subscription");
  private volatile @Nullable Closeable connection;
  private long lostNanos = System.nanoTime();

  AgentSubscription(AgentLink link, ExecutorEnvironment environment) {
    this.link = link;
    this.environment = environment;
    this.backoff = new Backoff(environment.maxBackoff(), environment.maxBackoff());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends the subscription and every attempt at one; does not wait for the thread. */
  void close() {
    closed.countDown();
    Closeable open = connection;
    if (open != null) {
      closeQuietly(open);
    }
  }

  private void run() {
    while (!isClosed()) {
      try {
        subscribeOnce();
        lostNanos = System.nanoTime();
        pause(backoff.next());
      } catch (RefusedException e) {
        if (FINAL_REFUSALS.contains(e.status())) {
          closed.countDown();
          link.misused("The agent refused this executor: " + e.getMessage());
        } else {
          waitForAgent(e);
        }
      } catch (IOException e) {
        waitForAgent(e);
      }
    }
  }

  private void subscribeOnce() throws IOException {
    ApiSession session =
        ApiSession.subscribe(environment.agent(), link.subscribeCall(), this::opening);
    connection = session;
    if (isClosed()) {
      session.close();
      return;
    }
    try {
      // The agent's heartbeats are half an hour apart: a broken connection is noticed earlier.
      session.silenceLimit(Duration.ZERO);
      session.readEvents(event -> link.received(session, event));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Lost the agent: " + e.getMessage());
    } finally {
      session.close();
      link.ended(session);
      if (link.isShuttingDown()) {
        closed.countDown();
      }
    }
  }

  private void opening(Closeable opened) {
    connection = opened;
    if (isClosed()) {
      closeQuietly(opened);
    }
  }

  private void waitForAgent(IOException why) {
    Duration away = Duration.ofNanos(System.nanoTime() - lostNanos);
    Duration left = environment.recoveryTimeout().minus(away);
    if (isClosed()) {
      return;
    }
    if (left.isNegative() || left.isZero()) {
      closed.countDown();
      link.agentLost(environment.agent() + ": " + why.getMessage());
      return;
    }
    LOG.log(Level.DEBUG, "Cannot reach the agent, trying again: " + why.getMessage());
    Duration next = backoff.next();
    pause(next.compareTo(left) < 0 ? next : left);
  }

  private void pause(Duration duration) {
    try {
      closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody owns this thread but the driver, which closes it otherwise; so it goes on.
      LOG.log(Level.DEBUG, "Interrupted while waiting for the agent");
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private static void closeQuietly(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Cannot close a connection", e);
    }
  }
}
