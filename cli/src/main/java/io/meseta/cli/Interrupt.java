package io.meseta.cli;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (or SIGTERM) becomes an interrupt of the thread that runs the command, and the process
 * ends only when that thread has cleaned up. It must not clean up anything itself.
 */
final class Interrupt {

  /** How long cleaning up may take before the process ends all the same. */
  private static final long PATIENCE_SECONDS = 20;

  private final Thread runner;
  private final CountDownLatch clean = new CountDownLatch(1);

  private Interrupt(Thread runner) {
    this.runner = runner;
  }

  /** From now on an interrupt of the process is one of the calling thread. */
  static Interrupt ofThisThread() {
    Interrupt interrupt = new Interrupt(Thread.currentThread());
    Thread hook = Thread.ofPlatform().name("interrupt").unstarted(interrupt::hold);
    Runtime.getRuntime().addShutdownHook(hook);
    return interrupt;
  }

  /** Says that all has been cleaned up; the process may end. */
  void cleanedUp() {
    clean.countDown();
  }

  /**
   * Blocks until the process is asked to end.
   *
   * @throws IOException if the cluster comes to an end by itself before
   */
  static void await(DevCluster cluster) throws IOException {
    try {
      cluster.whileRunning(new CompletableFuture<>());
    } catch (InterruptedException e) {
      // That is what was waited for.
    }
  }

  private void hold() {
    runner.interrupt();
    try {
      boolean done = clean.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!done) {
        System.err.println("meseta: gave up cleaning up after " + PATIENCE_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
