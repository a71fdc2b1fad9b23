package io.meseta.agent.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process as {@code /proc/<pid>/stat} shows it at one moment.
 *
 * @param pid its number, which Linux reuses
 * @param state one letter, Z for a zombie
 * @param parent pid of its parent
 * @param group pid of the leader of its process group, who may be long dead
 * @param session pid of the leader of its session, who may be long dead
 * @param startTicks when it started, in clock ticks since boot; with the pid it names a process for
 *     good
 * @param userTicks clock ticks spent in user mode
 * @param systemTicks clock ticks spent in the kernel
 * @param residentPages memory in use
 */
public record ProcessStat(
    int pid,
    char state,
    int parent,
    int group,
    int session,
    long startTicks,
    long userTicks,
    long systemTicks,
    long residentPages) {

  /** Clock ticks per second as user space sees them; fixed on Linux. */
  public static final int TICKS_PER_SECOND = 100;

  private static final long PAGE_BYTES = NativeFunction.named("getpagesize").call();

  // Indices of the fields after the command, which may itself hold spaces and parentheses.
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int START_TICKS = 19;
  private static final int RESIDENT_PAGES = 21;

  /** Reads a process, or null if there is none of that number. */
  public static @Nullable ProcessStat of(int pid) {
    try {
      byte[] stat = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
      return parse(pid, new String(stat, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return null; // it has ended
    }
  }

  /** Takes apart the content of a {@code stat} file. */
  static ProcessStat parse(int pid, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1);
    return new ProcessStat(
        pid,
        fields[STATE].charAt(0),
        Integer.parseInt(fields[PARENT]),
        Integer.parseInt(fields[GROUP]),
        Integer.parseInt(fields[SESSION]),
        Long.parseLong(fields[START_TICKS]),
        Long.parseLong(fields[USER_TICKS]),
        Long.parseLong(fields[SYSTEM_TICKS]),
        Long.parseLong(fields[RESIDENT_PAGES]));
  }

  /** Memory in use. */
  public long residentBytes() {
    return residentPages * PAGE_BYTES;
  }

  /** Whether it runs no more, though its parent has not noticed. */
  public boolean dead() {
    return state == 'Z' || state == 'X';
  }

  /** Whether the same process (not one that got its number) is still there and not dead. */
  public boolean stillAlive() {
    ProcessStat now = of(pid);
    return now != null && now.startTicks == startTicks && !now.dead();
  }
}
