package io.meseta.agent.linux;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at processes through /proc. What has ended meanwhile is simply not there. */
public final class Proc {

  private static final int OWN_PID = (int) ProcessHandle.current().pid();
  private static final Path CHILDREN =
      Path.of("/proc/" + OWN_PID + "/task/" + OWN_PID + "/children");

  private Proc() {}

  /** All processes of this machine, or rather of this pid namespace. */
  public static List<ProcessStat> processes() {
    List<ProcessStat> processes = new ArrayList<>();
    for (String name : list(Path.of("/proc"))) {
      if (isNumber(name)) {
        ProcessStat stat = ProcessStat.of(Integer.parseInt(name));
        if (stat != null) {
          processes.add(stat);
        }
      }
    }
    return processes;
  }

  /**
   * Pids of the orphans that this process has adopted as a sub-reaper, and of those of its children
   * whose spawning thread has ended. Linux gives both to the first thread of the process; the list
   * is complete as long as no child is reaped meanwhile.
   */
  public static List<Integer> childrenOfFirstThread() {
    if (!Files.exists(CHILDREN)) { // a kernel without CONFIG_PROC_CHILDREN
      return processes().stream().filter(p -> p.parent() == OWN_PID).map(ProcessStat::pid).toList();
    }
    List<Integer> children = new ArrayList<>();
    for (String pid : read(CHILDREN).split(" ", -1)) {
      if (!pid.isEmpty()) {
        children.add(Integer.valueOf(pid));
      }
    }
    return children;
  }

  /** The environment that a process was started with, as {@code name=value} texts. */
  public static List<String> environment(int pid) {
    return List.of(read(Path.of("/proc/" + pid + "/environ")).split("\0", -1));
  }

  /** Where a link of a process leads, for example {@code cwd} or {@code fd/1}. */
  public static Optional<Path> link(int pid, String name) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + pid + "/" + name)));
    } catch (IOException e) {
      return Optional.empty(); // ended, or not ours to look at
    }
  }

  /** Names this boot of the machine: pids and start times mean nothing in another one. */
  public static String bootId() {
    return read(Path.of("/proc/sys/kernel/random/boot_id")).trim();
  }

  private static String read(Path path) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // ended, or not ours to look at
    }
  }

  private static String[] list(Path directory) {
    String[] names = new File(directory.toString()).list();
    return names == null ? new String[0] : names;
  }

  private static boolean isNumber(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
