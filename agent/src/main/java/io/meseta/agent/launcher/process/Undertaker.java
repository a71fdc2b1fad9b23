package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LauncherMessage.Exited;
import io.meseta.agent.launcher.process.Container.Phase;
import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.ProcessStat;
import io.meseta.agent.linux.Signals;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Sees to it that nothing of a container is left when its main process has ended. */
final class Undertaker {

  /** After that long a process that does not die (it hangs in the kernel) is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final int OWN_PID = (int) ProcessHandle.current().pid();

  private final ContainerTable table;
  private final Orphans orphans = new Orphans();
  private final Executor slow;
  private final TreeSignals signals = new TreeSignals(this::trees);

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
      killRest(container, System.nanoTime() + PATIENCE.toNanos(), notices);
    }
  }

  /** Begins to signal whole containers. */
  void start() {
    signals.start();
  }

  /**
   * Sends a signal to every process of the container.
   *
   * @param done told how many there were; must not wait for anything
   */
  void signal(Container container, int signal, IntConsumer done) {
    signals.send(container, signal, done);
  }

  /** The processes of each container. */
  private List<ProcessTree> trees(List<Container> containers) {
    discoverOrphans();
    Map<Integer, String> mains = new HashMap<>();
    for (Container other : table.present()) {
      if (other.alive()) {
        mains.put(other.pid(), other.key());
      }
    }
    return containers.stream().map(container -> tree(container, mains)).toList();
  }

  private ProcessTree tree(Container container, Map<Integer, String> mains) {
    String key = container.key();
    // If another process has got the number, no session of that number was left.
    ProcessStat main = ProcessStat.of(container.pid());
    return new ProcessTree(
        main == null || container.leads(main) ? container.pid() : -1,
        orphans.of(key),
        isAdopted(key) ? process -> Orphans.Origin.isMarked(process, container) : null,
        pid -> pid == OWN_PID || !mains.getOrDefault(pid, key).equals(key));
  }

  private void killRest(Container container, long deadline, Consumer<Exited> notices) {
    orphans.ended(container.key());
    signals.send(
        container,
        Signals.SIGKILL,
        left ->
            slow.execute(() -> {
              if (left == 0) {
                conclude(container, notices);
              } else if (System.nanoTime() > deadline) {
                Log.line("container " + container.key() + " left processes that cannot be killed");
                conclude(container, notices);
              } else {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                killRest(container, deadline, notices);
              }
            }));
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
