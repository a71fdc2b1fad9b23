package io.meseta.driver.v1;

import io.meseta.driver.http.ApiSession;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which calls make sense now: SUBSCRIBE on a new connection, all others once that is answered. What
 * comes at the wrong time is dropped and logged, as in Mesos. Thread-safe.
 */
final class V1Calls {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");
  private static final int SUBSCRIBE = 1;

  private enum State {
    DISCONNECTED,
    CONNECTED,
    SUBSCRIBING,
    SUBSCRIBED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.DISCONNECTED;
  private byte @Nullable [] subscribe;
  private @Nullable ApiSession session;
  private boolean interrupted;

  void connected() {
    become(State.CONNECTED, null);
  }

  void subscribed(ApiSession opened) {
    become(State.SUBSCRIBED, opened);
  }

  void disconnected() {
    become(State.DISCONNECTED, null);
  }

  private void become(State next, @Nullable ApiSession opened) {
    lock.lock();
    try {
      state = next;
      session = opened;
      subscribe = null;
      interrupted = false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a wait for SUBSCRIBE. */
  void interrupt() {
    lock.lock();
    try {
      interrupted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The SUBSCRIBE that the scheduler sends now; null if it is not to be waited for any more. */
  byte @Nullable [] awaitSubscribe() {
    lock.lock();
    try {
      while (subscribe == null && !interrupted) {
        changed.awaitUninterruptibly();
      }
      return interrupted ? null : subscribe;
    } finally {
      lock.unlock();
    }
  }

  void send(int type, byte[] call) {
    lock.lock();
    try {
      if (type == SUBSCRIBE && state == State.CONNECTED) {
        state = State.SUBSCRIBING;
        subscribe = call;
        changed.signalAll();
      } else if (type != SUBSCRIBE && state == State.SUBSCRIBED && session != null) {
        session.send(call);
      } else {
        LOG.log(
            Level.WARNING, "Dropping call of type " + type + ": Scheduler is in state " + state);
      }
    } finally {
      lock.unlock();
    }
  }
}
