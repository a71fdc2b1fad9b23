package io.meseta.driver;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that calls the application. What the network sends waits in a bounded queue: when
 * the application is slow the stream is read no further. A callback that throws ends it.
 */
public final class CallbackThread {
  private static final int MAX_WAITING_EVENTS = 1024;

  private final BlockingQueue<Runnable> callbacks = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MAX_WAITING_EVENTS);
  private final Runnable failed;
  private final Runnable ended;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param failed run after a callback has thrown
   * @param ended run after the last callback
   */
  public CallbackThread(String name, Runnable failed, Runnable ended) {
    this.failed = failed;
    this.ended = ended;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  /** Begins to call. */
  public void start() {
    thread.start();
  }

  /** Adds a callback that the network asks for; waits while too many are waiting. */
  public void offerEvent(Runnable callback) {
    room.acquireUninterruptibly();
    callbacks.add(() -> {
      room.release();
      callback.run();
    });
  }

  /** Adds a callback that the application owes itself to; never waits. */
  public void post(Runnable callback) {
    callbacks.add(callback);
  }

  /** Makes no more callbacks after the one that runs now; does not wait for it. */
  public void close() {
    closed = true;
    room.release(MAX_WAITING_EVENTS);
    callbacks.add(() -> {});
  }

  /** Whether the caller is called back right now. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  private void run() {
    try {
      while (!closed) {
        call(next());
      }
    } finally {
      ended.run();
    }
  }

  private void call(@Nullable Runnable callback) {
    if (callback == null || closed) {
      return;
    }
    try {
      callback.run();
    } catch (Throwable e) {
      // Whatever the application throws, as in Mesos: printed, and the driver aborts.
      System.err.println("Exception in a callback of the Mesos driver, which aborts therefore:");
      e.printStackTrace();
      failed.run();
    }
  }

  private @Nullable Runnable next() {
    try {
      return callbacks.take();
    } catch (InterruptedException e) {
      // The application interrupts a thread that is not its own; the driver goes on.
      return null;
    }
  }
}
