package io.meseta.agent.launcher.process;

import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.ProcessStat;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which containers the processes may belong to that lost their parents and came to the
 * launcher, the sub-reaper.
 *
 * <p>A process that has left its session and outlived its parent still tells where it comes from:
 * by its environment, its directory, its output. One that has wiped out all of that may belong to
 * any container that ran when it was first seen, and is let live until the last of these has ended.
 * Nobody escapes for good.
 */
final class Orphans {

  /** Orphans by pid with the keys of their possible owners. */
  private final Map<Integer, Orphan> orphans = new LinkedHashMap<>();

  private record Orphan(ProcessStat process, Set<String> owners) {}

  /**
   * Takes note of children that are no main processes.
   *
   * @param children the launcher's children
   * @param containers those that have not ended yet, with all of their processes
   */
  synchronized void discover(List<Integer> children, List<Container> containers) {
    Set<Integer> unknown = new HashSet<>(children);
    containers.stream().filter(Container::alive).map(Container::pid).forEach(unknown::remove);
    orphans.keySet().retainAll(unknown);
    for (int pid : unknown) {
      ProcessStat process = ProcessStat.of(pid);
      Orphan known = orphans.get(pid);
      boolean same =
          known != null && process != null && known.process.startTicks() == process.startTicks();
      if (process == null || process.dead()) {
        orphans.remove(pid);
      } else if (!same) {
        orphans.put(pid, new Orphan(process, owners(process, containers)));
      }
    }
  }

  /** Whether no orphan needs to be thought of when {@code key} ends. */
  synchronized boolean noneOf(String key) {
    return orphans.values().stream().noneMatch(orphan -> orphan.owners.contains(key));
  }

  /** Pids of the orphans that can belong to no other container. */
  synchronized Set<Integer> of(String key) {
    Set<Integer> pids = new HashSet<>();
    for (Orphan orphan : orphans.values()) {
      if (orphan.owners.equals(Set.of(key)) || orphan.owners.isEmpty()) {
        pids.add(orphan.process.pid());
      }
    }
    return pids;
  }

  /** Says that {@code key} has ended: it is the owner of nothing any more. */
  synchronized void ended(String key) {
    orphans.values().forEach(orphan -> orphan.owners.remove(key));
  }

  private static Set<String> owners(ProcessStat orphan, List<Container> containers) {
    List<Container> innermostFirst =
        containers.stream()
            .sorted(Comparator.comparingInt((Container c) -> c.sandbox().length()).reversed())
            .toList();
    for (Container container : innermostFirst) {
      if (Origin.points(orphan, container)) {
        return new HashSet<>(Set.of(container.key()));
      }
    }
    Set<String> possible = new HashSet<>();
    for (Container container : containers) {
      if (container.startTicks() <= orphan.startTicks()) {
        possible.add(container.key());
      }
    }
    return possible;
  }

  /** Where a process comes from, by what it still has about it. */
  static final class Origin {
    private static final List<String> MARKS = List.of("MESOS_SANDBOX=", "MESOS_DIRECTORY=");
    private static final List<String> LINKS = List.of("cwd", "fd/1", "fd/2");

    private Origin() {}

    private static boolean points(ProcessStat process, Container container) {
      return process.session() == container.pid()
          || process.group() == container.pid()
          || isMarked(process, container)
          || isLinked(process, container);
    }

    /** Whether the environment names the container's sandbox, as Mesos' environment does. */
    static boolean isMarked(ProcessStat process, Container container) {
      List<String> environment = Proc.environment(process.pid());
      return MARKS.stream().anyMatch(mark -> environment.contains(mark + container.sandbox()));
    }

    private static boolean isLinked(ProcessStat process, Container container) {
      Path sandbox = Path.of(container.sandbox());
      return LINKS.stream()
          .anyMatch(link ->
              Proc.link(process.pid(), link).filter(p -> p.startsWith(sandbox)).isPresent());
    }
  }
}
