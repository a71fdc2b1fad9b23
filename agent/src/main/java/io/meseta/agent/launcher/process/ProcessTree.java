package io.meseta.agent.launcher.process;

import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.ProcessStat;
import io.meseta.agent.linux.Signals;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All processes of a container: what descends from its roots, shares a session or group with one of
 * these, and so on.
 *
 * @param roots tells the processes from which to begin
 * @param foreign tells processes that belong to others whatever their descent
 */
record ProcessTree(Predicate<ProcessStat> roots, Predicate<ProcessStat> foreign) {

  /**
   * Sends a signal to every process of the tree. All are stopped first, so that none can fork while
   * others are looked for; then signalled, then continued (as Mesos' killtree does).
   *
   * @return how many processes there were
   */
  int signal(int signal) {
    Map<Integer, ProcessStat> stopped = new LinkedHashMap<>();
    List<ProcessStat> more = missing(stopped);
    while (!more.isEmpty()) {
      for (ProcessStat process : more) {
        Signals.send(process, Signals.SIGSTOP);
        stopped.put(process.pid(), process);
      }
      more = missing(stopped);
    }
    stopped.values().forEach(process -> Signals.send(process, signal));
    if (signal != Signals.SIGKILL) {
      stopped.values().forEach(process -> Signals.send(process, Signals.SIGCONT));
    }
    return stopped.size();
  }

  private List<ProcessStat> missing(Map<Integer, ProcessStat> stopped) {
    return members(Proc.processes()).stream()
        .filter(process -> !process.dead() && !stopped.containsKey(process.pid()))
        .toList();
  }

  /** The tree's processes among all processes, zombies included. */
  List<ProcessStat> members(List<ProcessStat> all) {
    Map<Integer, ProcessStat> members = new LinkedHashMap<>();
    Set<Integer> groups = new HashSet<>();
    Set<Integer> sessions = new HashSet<>();
    int before = -1;
    while (before < members.size()) {
      before = members.size();
      for (ProcessStat process : all) {
        boolean belongs =
            members.containsKey(process.parent())
                || groups.contains(process.group())
                || sessions.contains(process.session())
                || roots.test(process);
        if (belongs && !members.containsKey(process.pid()) && !foreign.test(process)) {
          members.put(process.pid(), process);
          groups.add(process.group());
          sessions.add(process.session());
        }
      }
    }
    return List.copyOf(members.values());
  }
}
