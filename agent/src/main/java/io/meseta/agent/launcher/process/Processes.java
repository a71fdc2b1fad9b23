package io.meseta.agent.launcher.process;

import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.ProcessStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All processes of this machine at one moment, to be found by what ties them together. Looking at
 * them costs far more than anything that is done with the result.
 */
final class Processes {

  private final List<ProcessStat> all;
  private final Map<Integer, List<ProcessStat>> byParent = new HashMap<>();
  private final Map<Integer, List<ProcessStat>> byGroup = new HashMap<>();
  private final Map<Integer, List<ProcessStat>> bySession = new HashMap<>();

  private Processes(List<ProcessStat> all) {
    this.all = all;
    for (ProcessStat process : all) {
      byParent.computeIfAbsent(process.parent(), _ -> new ArrayList<>(1)).add(process);
      byGroup.computeIfAbsent(process.group(), _ -> new ArrayList<>(1)).add(process);
      bySession.computeIfAbsent(process.session(), _ -> new ArrayList<>(1)).add(process);
    }
  }

  /** Looks at /proc. */
  static Processes now() {
    return new Processes(Proc.processes());
  }

  List<ProcessStat> all() {
    return all;
  }

  List<ProcessStat> childrenOf(int pid) {
    return byParent.getOrDefault(pid, List.of());
  }

  List<ProcessStat> ofGroup(int leader) {
    return byGroup.getOrDefault(leader, List.of());
  }

  List<ProcessStat> ofSession(int leader) {
    return bySession.getOrDefault(leader, List.of());
  }
}
