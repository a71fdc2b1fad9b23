package io.meseta.driver.scheduler;

import io.meseta.driver.Backoff;
import io.meseta.driver.http.ApiEndpoint;
import io.meseta.driver.http.ApiSession;
import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.http.RefusedException;
import io.meseta.driver.master.Masters;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the framework subscribed: finds the leading master, subscribes, hands on what it says, and
 * begins again when that ends (Mesos reference §5.5). Runs on a thread of its own and must not call
 * the application.
 */
final class Subscription {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");
  private static final String PATH = "/api/v1/scheduler";

  /** Answers that another attempt will not change. */
  private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 401, 403, 405, 406, 415);

  private final MasterLink link;
  private final Masters masters;
  private final Backoff backoff;
  private final @Nullable String authorization;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "meseta-driver-subscription");
  private volatile @Nullable Closeable connection;
  private volatile @Nullable HttpAddress target;
  private volatile @Nullable HttpAddress leader;
  private volatile boolean closed;
  private String lastProblem = "";

  Subscription(MasterLink link, Masters masters, Backoff backoff, @Nullable String authorization) {
    this.link = link;
    this.masters = masters;
    this.backoff = backoff;
    this.authorization = authorization;
    thread.setDaemon(true);
    masters.onChange(this::leaderChanged);
  }

  void start() {
    thread.start();
  }

  /** Ends the subscription and every attempt at one; does not wait for the thread. */
  void close() {
    closed = true;
    masters.close();
    leaveConnection();
  }

  /** Leaves a master that does not lead any more, and goes to the new one at once. */
  private void leaderChanged(HttpAddress newLeader) {
    leader = newLeader;
    if (isSuperseded()) {
      leaveConnection();
    }
  }

  private boolean isSuperseded() {
    HttpAddress known = leader;
    return known != null && !known.equals(target);
  }

  private void leaveConnection() {
    wake.release();
    Closeable open = connection;
    if (open != null) {
      closeQuietly(open);
    }
  }

  private void run() {
    while (!closed) {
      try {
        subscribeOnce();
      } catch (RefusedException e) {
        refused(e);
      } catch (IOException e) {
        String problem = "Cannot reach a master at " + masters + ": " + e.getMessage();
        masters.failed();
        pause(problem);
      }
    }
  }

  private void subscribeOnce() throws IOException {
    HttpAddress master = masters.current();
    target = master;
    ApiEndpoint endpoint = new ApiEndpoint(master, PATH, authorization);
    SubscribeCall call = link.subscribeCall();
    ApiSession session = ApiSession.subscribe(endpoint, call.bytes(), this::opening);
    connection = session;
    if (closed) {
      session.close();
      return;
    }
    masters.succeeded();
    String end = "The master at " + endpoint + " ended the subscription";
    try {
      MasterStream stream = new MasterStream(session, call, endpoint.address());
      session.readEvents(event -> {
        backoff.reset();
        link.received(stream, event);
      });
    } catch (IOException e) {
      end = "Lost the master at " + endpoint + ": " + e.getMessage();
    } finally {
      session.close();
      link.ended(session);
    }
    pause(end);
  }

  private void opening(Closeable opened) {
    connection = opened;
    if (closed || isSuperseded()) {
      closeQuietly(opened);
    }
  }

  private void refused(RefusedException refusal) {
    if (refusal.location().filter(masters::redirect).isPresent()) {
      return;
    }
    if (FINAL_REFUSALS.contains(refusal.status())) {
      String why = refusal.status() == 401 ? "Master refused authentication: " : "";
      closed = true;
      masters.close();
      link.refused(why + refusal.getMessage());
      return;
    }
    String problem = "No leading master at " + masters + ": " + refusal.getMessage();
    masters.failed();
    pause(problem);
  }

  private void pause(String problem) {
    report(problem);
    try {
      if (wake.tryAcquire(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      // Nobody owns this thread but the driver, which closes it otherwise; so it goes on.
      LOG.log(Level.DEBUG, "Interrupted while waiting for a master");
    }
  }

  /** Says what is wrong, aloud only once while it stays the same. */
  private void report(String problem) {
    if (closed || !link.isRunning()) {
      return;
    }
    Level level = problem.equals(lastProblem) ? Level.DEBUG : Level.WARNING;
    LOG.log(level, problem + "; trying again");
    lastProblem = problem;
  }

  private static void closeQuietly(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Cannot close a connection", e);
    }
  }
}
