package io.meseta.agent.launcher.process;

import io.meseta.agent.linux.Children;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The thread that waits for children and adopted orphans, so that no zombie stays. */
final class Reaper {

  private final Semaphore spawned = new Semaphore(0);

  /** Begins to tell {@code exits} of every child that has ended and is to be reaped there. */
  void start(Consumer<Children.Exit> exits) {
    Thread.ofPlatform().daemon().name("reaper").start(() -> run(exits));
  }

  /** Says that there is a child to wait for, should there have been none. */
  void childSpawned() {
    spawned.release();
  }

  private void run(Consumer<Children.Exit> exits) {
    while (true) {
      Children.Exit exit = Children.awaitExit();
      if (exit == null) {
        spawned.acquireUninterruptibly();
        spawned.drainPermits();
      } else {
        tell(exit, exits);
      }
    }
  }

  private static void tell(Children.Exit exit, Consumer<Children.Exit> exits) {
    try {
      exits.accept(exit);
    } catch (RuntimeException e) {
      Log.line("exit of " + exit.pid(), e);
      Children.reap(exit.pid());
    }
  }
}
