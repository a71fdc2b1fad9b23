package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The containers, in memory and on disk. Its monitor is the launcher's one lock: whoever spawns or
 * reaps holds it, so that a child that ends is always known and its number never somebody else's.
 */
final class ContainerTable {

  private final Map<String, Container> containers = new LinkedHashMap<>();
  private final ContainerJournal journal;

  /** Opens the table that is kept in {@code path}. */
  ContainerTable(Path path) throws IOException {
    journal = ContainerJournal.open(path, containers);
  }

  synchronized Optional<Container> find(String key) {
    return Optional.ofNullable(containers.get(key));
  }

  /** Finds a container as it is once it is no longer about to start. */
  synchronized Optional<Container> findStarted(String key) {
    while (find(key)
        .filter(container -> container.phase() == Container.Phase.STARTING)
        .isPresent()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LauncherException("interrupted", e);
      }
    }
    return find(key);
  }

  /** The container whose main process is our child of that number. */
  synchronized Optional<Container> runningAs(int pid) {
    return containers.values().stream()
        .filter(container -> container.pid() == pid)
        .filter(container -> container.phase() == Container.Phase.RUNNING)
        .findFirst();
  }

  synchronized List<Container> all() {
    return List.copyOf(containers.values());
  }

  /** Those of which there are or may be processes. */
  synchronized List<Container> present() {
    return containers.values().stream()
        .filter(container -> container.alive() || container.phase() == Container.Phase.ENDING)
        .toList();
  }

  synchronized void put(Container container) {
    journal.save(container);
    containers.put(container.key(), container);
    notifyAll();
    journal.compact(containers.values());
  }

  /** Changes what need not be known to a next launcher. */
  synchronized void update(Container container) {
    containers.put(container.key(), container);
  }

  synchronized void remove(String key) {
    Container removed = containers.remove(key);
    if (removed != null) {
      notifyAll();
      journal.forget(removed);
    }
  }
}
