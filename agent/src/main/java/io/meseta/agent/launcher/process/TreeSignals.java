package io.meseta.agent.launcher.process;

import io.meseta.agent.linux.ProcessStat;
import io.meseta.agent.linux.Signals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Signals the process trees of containers, in the order asked for. Those that wait at the same time
 * share each look at /proc: of a thousand tasks that are killed at once every one would otherwise
 * look at all the processes of the others, and nothing else would get its turn.
 */
final class TreeSignals {

  /** More do not share a look, so that what is known of them takes little memory. */
  private static final int MAX_BATCH = 1000;

  private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
  private final Function<List<Container>, List<ProcessTree>> trees;

  /** What is to be signalled, and who wants to know how many processes that were. */
  private record Wish(Container container, int signal, IntConsumer done) {}

  /**
   * @param trees tells the tree of each container, in their order
   */
  TreeSignals(Function<List<Container>, List<ProcessTree>> trees) {
    this.trees = trees;
  }

  /** Begins to carry out wishes. */
  void start() {
    Thread.ofPlatform().daemon().name("tree-signals").start(this::run);
  }

  /**
   * Sends the signal to every process of the container.
   *
   * @param done told how many there were; must not wait for anything
   */
  void send(Container container, int signal, IntConsumer done) {
    wishes.add(new Wish(container, signal, done));
  }

  private void run() {
    List<Wish> batch = new ArrayList<>();
    while (true) {
      try {
        batch.add(wishes.take());
        wishes.drainTo(batch, MAX_BATCH - 1);
        carryOut(List.copyOf(batch));
      } catch (InterruptedException e) {
        Log.line("interrupted while waiting for signals to send");
      } catch (RuntimeException e) {
        Log.line("signalling process trees", e);
      }
      batch.clear();
    }
  }

  private void carryOut(List<Wish> batch) {
    List<Target> targets = new ArrayList<>();
    List<ProcessTree> found = trees.apply(batch.stream().map(Wish::container).toList());
    for (int i = 0; i < batch.size(); i++) {
      targets.add(new Target(batch.get(i), found.get(i)));
    }
    while (!targets.isEmpty()) {
      Processes all = Processes.now();
      targets.removeIf(target -> target.isStopped(all));
    }
  }

  /**
   * A tree on its way to its signal. All of its processes are stopped first, so that none can fork
   * while others are looked for; then signalled, then continued (as Mesos' killtree does).
   */
  private static final class Target {
    private final Wish wish;
    private final ProcessTree tree;
    private final Map<Integer, ProcessStat> stopped = new LinkedHashMap<>();

    Target(Wish wish, ProcessTree tree) {
      this.wish = wish;
      this.tree = tree;
    }

    /** Stops what has not been stopped yet; if there is nothing such left, signals. */
    boolean isStopped(Processes all) {
      int before = stopped.size();
      for (ProcessStat process : tree.members(all)) {
        if (!process.dead() && !stopped.containsKey(process.pid())) {
          Signals.send(process, Signals.SIGSTOP);
          stopped.put(process.pid(), process);
        }
      }
      if (stopped.size() > before) {
        return false;
      }
      signal();
      return true;
    }

    private void signal() {
      stopped.values().forEach(process -> Signals.send(process, wish.signal()));
      if (wish.signal() != Signals.SIGKILL) {
        stopped.values().forEach(process -> Signals.send(process, Signals.SIGCONT));
      }
      wish.done().accept(stopped.size());
    }
  }
}
