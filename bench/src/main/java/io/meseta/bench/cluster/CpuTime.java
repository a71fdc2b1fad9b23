package io.meseta.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time of a tree of processes.
 *
 * @param daemonsMillis of the processes that run now
 * @param childrenMillis of those of their children that have ended: tasks
 */
record CpuTime(long daemonsMillis, long childrenMillis) {

  /** The kernel's USER_HZ, 100 on every Linux that runs Java. */
  private static final long MILLIS_OF_TICK = 10;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  /** Of a process and of all that come from it. */
  static CpuTime ofTree(ProcessHandle root) throws IOException {
    CpuTime sum = ofProcess(root);
    for (ProcessHandle process : root.descendants().toList()) {
      sum = sum.plus(ofProcess(process));
    }
    return sum;
  }

  /** Of one process; nothing if it has ended. */
  static CpuTime ofProcess(ProcessHandle process) throws IOException {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.exists(stat)) {
      return new CpuTime(0, 0);
    }
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return new CpuTime(
        millis(fields[USER]) + millis(fields[SYSTEM]),
        millis(fields[CHILDREN_USER]) + millis(fields[CHILDREN_SYSTEM]));
  }

  private static long millis(String ticks) {
    return Long.parseLong(ticks) * MILLIS_OF_TICK;
  }

  private CpuTime plus(CpuTime other) {
    return new CpuTime(daemonsMillis + other.daemonsMillis, childrenMillis + other.childrenMillis);
  }

  /** What was used since then. */
  CpuTime minus(CpuTime earlier) {
    return new CpuTime(
        daemonsMillis - earlier.daemonsMillis, childrenMillis - earlier.childrenMillis);
  }
}
