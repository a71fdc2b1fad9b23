package io.meseta.driver;

import java.util.concurrent.CountDownLatch;
import org.apache.mesos.Protos.Status;

/**
 * The status of a driver and the rules by which it changes (Mesos reference §7.6). Does nothing
 * itself: who changes the status acts on it.
 */
public final class DriverLife {
  private final CountDownLatch ended = new CountDownLatch(1);
  private Status status = Status.DRIVER_NOT_STARTED;
  private boolean started;

  /** Where the driver stands. */
  public synchronized Status status() {
    return status;
  }

  /** Whether calls are taken and callbacks made. */
  public boolean isRunning() {
    return status() == Status.DRIVER_RUNNING;
  }

  /** NOT_STARTED becomes RUNNING; false if it was anything else. */
  public synchronized boolean start() {
    if (status != Status.DRIVER_NOT_STARTED) {
      return false;
    }
    status = Status.DRIVER_RUNNING;
    started = true;
    return true;
  }

  /** NOT_STARTED becomes ABORTED since the driver cannot start; false if it was anything else. */
  public synchronized boolean failToStart() {
    if (status != Status.DRIVER_NOT_STARTED) {
      return false;
    }
    status = Status.DRIVER_ABORTED;
    return true;
  }

  /** RUNNING becomes ABORTED; false if it was anything else. */
  public synchronized boolean abort() {
    if (status != Status.DRIVER_RUNNING) {
      return false;
    }
    status = Status.DRIVER_ABORTED;
    return true;
  }

  /** RUNNING and ABORTED become STOPPED; returns the status before. */
  public synchronized Status stop() {
    Status before = status;
    if (before == Status.DRIVER_RUNNING || before == Status.DRIVER_ABORTED) {
      status = Status.DRIVER_STOPPED;
    }
    return before;
  }

  /** To be called when the last callback has returned, so that {@link #join} may. */
  public void end() {
    ended.countDown();
  }

  /**
   * Waits for {@link #end} and returns the status then; returns at once if the driver never ran. An
   * interrupt does not end the waiting, as it does not in Mesos; it is kept for the caller.
   */
  public Status join() {
    synchronized (this) {
      if (!started) {
        return status;
      }
    }
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return status();
  }
}
