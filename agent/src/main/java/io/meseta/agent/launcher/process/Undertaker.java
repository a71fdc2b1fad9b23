package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LauncherMessage.Exited;
import io.meseta.agent.launcher.process.Container.Phase;
import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.Signals;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Sees to it that nothing of a container is left when its main process has ended. */
final class Undertaker {

  /** After that long a process that does not die (it hangs in the kernel) is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final int OWN_PID = (int) ProcessHandle.current().pid();

  private final ContainerTable table;
  private final Orphans orphans = new Orphans();
  private final Executor slow;

  /** Keys of containers whose processes are not our descendants; guarded by itself. */
  private final Set<String> adopted = new HashSet<>();

  /** Works on {@code table}; what cannot be done at once is done on {@code slow}, one at a time. */
  Undertaker(ContainerTable table, Executor slow) {
    this.table = table;
    this.slow = slow;
  }

  /** Takes note that a container was started by an earlier launcher. */
  void adopt(String key) {
    synchronized (adopted) {
      adopted.add(key);
    }
  }

  /** Ends an {@link Phase#ENDING} container: kills what is left of it and tells its exit. */
  void bury(Container container, Consumer<Exited> notices) {
    discoverOrphans();
    boolean alone =
        !isAdopted(container.key())
            && !Signals.groupExists(container.pid())
            && orphans.noneOf(container.key());
    if (alone) {
      conclude(container, notices);
    } else {
      slow.execute(() -> {
        killRest(container);
        conclude(container, notices);
      });
    }
  }

  /** The processes of a container. */
  ProcessTree tree(Container container) {
    discoverOrphans();
    Set<Integer> ownOrphans = orphans.of(container.key());
    Set<Integer> otherMains = new HashSet<>();
    for (Container other : table.present()) {
      if (other.alive() && !other.key().equals(container.key())) {
        otherMains.add(other.pid());
      }
    }
    // If another container's main process has got the number, no session of that number was left.
    int session = otherMains.contains(container.pid()) ? -1 : container.pid();
    boolean lookAtMarks = isAdopted(container.key());
    return new ProcessTree(
        process ->
            process.session() == session
                || process.group() == session
                || ownOrphans.contains(process.pid())
                || (lookAtMarks && Orphans.Origin.isMarked(process, container)),
        process -> process.pid() == OWN_PID || otherMains.contains(process.pid()));
  }

  private void killRest(Container container) {
    orphans.ended(container.key());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (tree(container).signal(Signals.SIGKILL) > 0) {
      if (System.nanoTime() > deadline) {
        Log.line("container " + container.key() + " left processes that cannot be killed");
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private void conclude(Container container, Consumer<Exited> notices) {
    orphans.ended(container.key());
    synchronized (adopted) {
      adopted.remove(container.key());
    }
    table.update(container.in(Phase.ENDED));
    notices.accept(new Exited(container.key(), container.status()));
  }

  private void discoverOrphans() {
    synchronized (table) {
      List<Integer> children = Proc.childrenOfFirstThread();
      orphans.discover(children, table.present());
    }
  }

  private boolean isAdopted(String key) {
    synchronized (adopted) {
      return adopted.contains(key);
    }
  }
}
