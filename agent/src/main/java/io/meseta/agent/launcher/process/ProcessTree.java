package io.meseta.agent.launcher.process;

import io.meseta.agent.linux.ProcessStat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All processes of a container: what descends from its roots, shares a session or group with one of
 * these, and so on.
 *
 * @param session the leader of the session and of the group from which to begin, -1 for none
 * @param orphans pids from which to begin too
 * @param marked tells further ones by what they look like; null if there are none
 * @param foreign tells pids that belong to others whatever their descent
 */
record ProcessTree(
    int session,
    Set<Integer> orphans,
    @Nullable Predicate<ProcessStat> marked,
    IntPredicate foreign) {

  /** The tree's processes among all processes, zombies included. */
  List<ProcessStat> members(Processes all) {
    Map<Integer, ProcessStat> members = new LinkedHashMap<>();
    Set<Integer> groups = new HashSet<>();
    Set<Integer> sessions = new HashSet<>();
    Deque<ProcessStat> unseen = new ArrayDeque<>(roots(all));
    while (!unseen.isEmpty()) {
      ProcessStat process = unseen.remove();
      if (foreign.test(process.pid()) || members.putIfAbsent(process.pid(), process) != null) {
        continue;
      }
      unseen.addAll(all.childrenOf(process.pid()));
      if (groups.add(process.group())) {
        unseen.addAll(all.ofGroup(process.group()));
      }
      if (sessions.add(process.session())) {
        unseen.addAll(all.ofSession(process.session()));
      }
    }
    return List.copyOf(members.values());
  }

  private List<ProcessStat> roots(Processes all) {
    List<ProcessStat> roots = new ArrayList<>(all.ofSession(session));
    roots.addAll(all.ofGroup(session));
    if (!orphans.isEmpty() || marked != null) {
      all.all().stream()
          .filter(process ->
              orphans.contains(process.pid()) || (marked != null && marked.test(process)))
          .forEach(roots::add);
    }
    return roots;
  }
}
