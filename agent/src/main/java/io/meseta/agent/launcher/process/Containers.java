package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LaunchSpec;
import io.meseta.agent.launcher.LauncherException;
import io.meseta.agent.launcher.LauncherMessage.ContainerList;
import io.meseta.agent.launcher.LauncherMessage.Exited;
import io.meseta.agent.launcher.LauncherMessage.Started;
import io.meseta.agent.launcher.WaitStatus;
import io.meseta.agent.launcher.process.Container.Phase;
import io.meseta.agent.linux.Children;
import io.meseta.agent.linux.ProcessStat;
import io.meseta.agent.linux.Signals;
import io.meseta.agent.linux.SpawnException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Starts, signals and ends containers. Every container takes the way {@code STARTING, RUNNING,
 * ENDING, ENDED}; each step is on disk before anybody hears of it.
 */
final class Containers {

  private static final WaitStatus COMMAND_FAILED = WaitStatus.exited(1);

  private final ContainerTable table;
  private final Undertaker undertaker;
  private final Consumer<Exited> notices;
  private final Runnable spawned;
  private boolean closing; // guarded by table

  Containers(
      ContainerTable table, Undertaker undertaker, Consumer<Exited> notices, Runnable spawned) {
    this.table = table;
    this.undertaker = undertaker;
    this.notices = notices;
    this.spawned = spawned;
  }

  /** Starts a container unless it exists; {@code reply} is called before its exit can be told. */
  void start(String key, LaunchSpec spec, Consumer<Started> reply) {
    synchronized (table) {
      Optional<Container> existing = table.findStarted(key);
      if (existing.isPresent()) {
        reply.accept(new Started(existing.get().pid()));
        return;
      }
      if (closing) {
        throw new LauncherException("The launcher is ending");
      }
      save(Container.starting(key, spec.sandbox().toString()));
    }
    try (Launch launch = Launch.prepare(spec)) {
      synchronized (table) {
        Container running = spawn(key, launch);
        reply.accept(new Started(running.pid()));
      }
    } catch (SpawnException e) {
      if (!e.ofCommand()) {
        table.remove(key);
        throw new LauncherException(e.getMessage(), e);
      }
      Launch.complain(spec, e.getMessage());
      table.put(
          Container.starting(key, spec.sandbox().toString()).with(COMMAND_FAILED, Phase.ENDED));
      reply.accept(new Started(0));
      notices.accept(new Exited(key, COMMAND_FAILED));
    } catch (LauncherException e) {
      table.remove(key);
      throw e;
    }
  }

  private Container spawn(String key, Launch launch) {
    int pid = launch.spawn();
    spawned.run();
    ProcessStat process = ProcessStat.of(pid); // at least a zombie: nobody reaps without the lock
    Container running =
        table.find(key).orElseThrow().running(pid, process == null ? 0 : process.startTicks());
    try {
      save(running);
    } catch (LauncherException e) {
      Signals.send(pid, Signals.SIGKILL);
      throw e;
    }
    return running;
  }

  private void save(Container container) {
    try {
      table.put(container);
    } catch (UncheckedIOException e) {
      throw new LauncherException("Failed to record the container: " + e.getCause(), e);
    }
  }

  /** A child has ended: a container's main process, or an orphan that nobody asks about. */
  void childExited(Children.Exit exit) {
    Container ending;
    synchronized (table) {
      ending = table.runningAs(exit.pid()).orElse(null);
      if (ending != null) {
        ending = ending.with(new WaitStatus(exit.status()), Phase.ENDING);
        try {
          table.put(ending);
        } catch (UncheckedIOException e) {
          Log.line("cannot record the exit of " + ending.key(), e);
          table.update(ending);
        }
      }
      Children.reap(exit.pid());
    }
    if (ending != null) {
      undertaker.bury(ending, notices);
    }
  }

  /** Ends what an earlier launcher was ending. */
  void buryAgain(Container container) {
    undertaker.bury(container, notices);
  }

  /** From now on no container is started. */
  void refuseNew() {
    synchronized (table) {
      closing = true;
    }
  }

  /** The main process of an adopted container is no longer there. */
  void adoptedExited(Container container) {
    Container ending = container.with(WaitStatus.UNKNOWN, Phase.ENDING);
    table.put(ending);
    undertaker.bury(ending, notices);
  }

  /** Signals a container's main process, or its whole tree; then {@code done} is called. */
  void signal(String key, int signal, boolean wholeTree, Runnable done) {
    Optional<Container> found = table.find(key).filter(Container::alive);
    if (found.isPresent() && wholeTree) {
      undertaker.signal(found.get(), signal, _ -> done.run());
      return;
    }
    synchronized (table) {
      table
          .find(key)
          .filter(Container::alive)
          .map(container -> ProcessStat.of(container.pid()))
          .filter(process -> found.isPresent() && found.get().leads(process))
          .ifPresent(process -> Signals.send(process.pid(), signal));
    }
    done.run();
  }

  void collect(String key) {
    synchronized (table) {
      if (table.find(key).filter(c -> c.phase() == Phase.ENDED).isPresent()) {
        table.remove(key);
      }
    }
  }

  ContainerList list() {
    return new ContainerList(
        table.all().stream()
            .filter(container -> container.phase() != Phase.STARTING)
            .map(Container::entry)
            .toList());
  }

  /** Whether anything runs or is about to. */
  boolean active() {
    return table.all().stream().anyMatch(container -> container.phase() != Phase.ENDED);
  }

  /** Kills everything; returns when nothing is left or nothing more can be done. */
  void killAll() {
    List<Container> present = table.present();
    CountDownLatch killed = new CountDownLatch(present.size());
    present.forEach(
        container -> undertaker.signal(container, Signals.SIGKILL, _ -> killed.countDown()));
    try {
      killed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
