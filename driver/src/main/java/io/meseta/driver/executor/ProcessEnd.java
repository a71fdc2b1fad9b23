package io.meseta.driver.executor;

import java.time.Duration;

/** How the process of an executor is ended. Tests put something harmless in its place. */
public class ProcessEnd {
  private static final int KILLED = 128 + 9;

  /** Ends the process at once since it cannot work; the reason goes to standard error. */
  public void fail(String reason) {
    System.err.println(reason);
    System.exit(1);
  }

  /** Kills the process and all it has started, after the delay. Does not wait. */
  public void killAfter(Duration delay) {
    Thread timer =
        new Thread(
            () -> {
              sleep(delay);
              ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
              Runtime.getRuntime().halt(KILLED);
            },
            "meseta-driver-shutdown");
    timer.setDaemon(true);
    timer.start();
  }

  private static void sleep(Duration delay) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      // Whoever interrupts this thread wants it to go on.
      Thread.currentThread().interrupt();
    }
  }
}
