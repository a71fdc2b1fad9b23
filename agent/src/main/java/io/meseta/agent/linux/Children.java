package io.meseta.agent.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the children of this process, all of them: not for use in a JVM that starts processes
 * by other means, whose exit statuses it would steal.
 */
public final class Children {

  private static final NativeFunction PRCTL = NativeFunction.named("prctl");
  private static final NativeFunction SETSID = NativeFunction.named("setsid");
  private static final NativeFunction WAITID = NativeFunction.named("waitid");
  private static final NativeFunction WAITPID = NativeFunction.named("waitpid");

  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int P_ALL = 0;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x01000000;

  // siginfo_t of 64-bit Linux.
  private static final long SIGINFO_BYTES = 128;
  private static final long SI_CODE = 8;
  private static final long SI_PID = 16;
  private static final long SI_STATUS = 24;
  private static final int CLD_EXITED = 1;
  private static final int CLD_DUMPED = 3;
  private static final int CORE_FLAG = 0x80;

  private Children() {}

  /**
   * A child that has ended and is kept as a zombie until it is {@linkplain #reap reaped}.
   *
   * @param pid not reused before it is reaped
   * @param status raw wait status
   */
  public record Exit(int pid, int status) {}

  /** Makes this process the one to which orphans among its descendants go. */
  public static void adoptOrphans() {
    NativeFunction.Result done = PRCTL.result(PR_SET_CHILD_SUBREAPER, 1);
    if (done.number() != 0) {
      throw new IllegalStateException("Failed to become sub-reaper: " + Errno.text(done.errno()));
    }
  }

  /**
   * Leaves the session of whoever started this process, so that its terminal's Ctrl-C is not ours.
   */
  public static void leaveSession() {
    SETSID.call(); // fails only if we lead one already, which is as good
  }

  /** Waits until some child has ended; null if there are no children at all. */
  public static @Nullable Exit awaitExit() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
      while (true) {
        NativeFunction.Result waited = WAITID.result(P_ALL, 0, info.address(), WEXITED | WNOWAIT);
        if (waited.number() == 0) {
          return new Exit(info.get(ValueLayout.JAVA_INT, SI_PID), rawStatus(info));
        }
        if (waited.errno() == Errno.ECHILD) {
          return null;
        }
        if (waited.errno() != Errno.EINTR) {
          throw new IllegalStateException("waitid failed: " + Errno.text(waited.errno()));
        }
      }
    }
  }

  /** Lets go of a child that has ended; its number may be reused from now on. */
  public static void reap(int pid) {
    WAITPID.call(pid, 0, 0);
  }

  private static int rawStatus(MemorySegment info) {
    int status = info.get(ValueLayout.JAVA_INT, SI_STATUS);
    return switch (info.get(ValueLayout.JAVA_INT, SI_CODE)) {
      case CLD_EXITED -> (status & 0xff) << 8;
      case CLD_DUMPED -> status | CORE_FLAG;
      default -> status;
    };
  }
}
