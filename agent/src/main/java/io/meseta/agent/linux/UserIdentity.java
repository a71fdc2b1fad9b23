package io.meseta.agent.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * Who a process runs as.
 *
 * @param uid user
 * @param gid primary group
 * @param groups all groups, the primary one included
 */
public record UserIdentity(int uid, int gid, List<Integer> groups) {

  private static final NativeFunction GETPWNAM = NativeFunction.named("getpwnam");
  private static final NativeFunction GETGROUPLIST = NativeFunction.named("getgrouplist");
  private static final NativeFunction GETEUID = NativeFunction.named("geteuid");
  private static final NativeFunction SYSCALL = NativeFunction.named("syscall");
  private static final NativeFunction SETFSUID = NativeFunction.named("setfsuid");
  private static final NativeFunction SETFSGID = NativeFunction.named("setfsgid");

  // struct passwd of 64-bit Linux.
  private static final long PASSWD_BYTES = 48;
  private static final long PW_UID = 16;
  private static final long PW_GID = 20;
  private static final int MOST_GROUPS = 65_536;

  public UserIdentity {
    groups = List.copyOf(groups);
  }

  /** Whether this process may become somebody else. */
  public static boolean root() {
    return currentUid() == 0;
  }

  /** The user this process acts as. */
  public static int currentUid() {
    return (int) GETEUID.call();
  }

  /**
   * Looks a user up by name, as the system's name service knows it; may take as long as that does.
   *
   * @throws IllegalArgumentException if there is none, worded as Mesos does
   */
  @SuppressWarnings("restricted") // the struct is as long as libc says
  public static synchronized UserIdentity named(String name) { // getpwnam has one static result
    try (Arena arena = Arena.ofConfined()) {
      long text = NativeFunction.text(arena, name);
      long address = GETPWNAM.call(text);
      if (address == 0) {
        throw new IllegalArgumentException("No such user '" + name + "'");
      }
      MemorySegment passwd = MemorySegment.ofAddress(address).reinterpret(PASSWD_BYTES);
      int gid = passwd.get(ValueLayout.JAVA_INT, PW_GID);
      return new UserIdentity(passwd.get(ValueLayout.JAVA_INT, PW_UID), gid, groups(text, gid));
    }
  }

  private static List<Integer> groups(long name, int gid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment groups = arena.allocate(ValueLayout.JAVA_INT, MOST_GROUPS);
      count.set(ValueLayout.JAVA_INT, 0, MOST_GROUPS);
      GETGROUPLIST.call(name, gid, groups.address(), count.address());
      int found = Math.min(count.get(ValueLayout.JAVA_INT, 0), MOST_GROUPS);
      int[] ids = groups.asSlice(0, (long) found * Integer.BYTES).toArray(ValueLayout.JAVA_INT);
      return Arrays.stream(ids).boxed().toList();
    }
  }

  /**
   * Makes the calling thread, and no other, this user for good; processes that it spawns are too.
   * Raw system calls do that, glibc's functions would change all threads.
   */
  void assumeOnThisThread() {
    SystemCalls numbers = SystemCalls.OF_THIS_MACHINE;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, Math.max(1, groups.size()));
      for (int i = 0; i < groups.size(); i++) {
        ids.setAtIndex(ValueLayout.JAVA_INT, i, groups.get(i));
      }
      check(
          "supplementary gids", SYSCALL.result(numbers.setgroups(), groups.size(), ids.address()));
      check("gid to " + gid, SYSCALL.result(numbers.setresgid(), gid, gid, gid));
      check("uid to " + uid, SYSCALL.result(numbers.setresuid(), uid, uid, uid));
    }
  }

  /**
   * Makes the calling thread, and no other, reach files as this user for good. It stays this
   * process' user in all other respects, so a process of that user cannot signal it.
   */
  void assumeForFilesOnThisThread() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, Math.max(1, groups.size()));
      for (int i = 0; i < groups.size(); i++) {
        ids.setAtIndex(ValueLayout.JAVA_INT, i, groups.get(i));
      }
      int setgroups = SystemCalls.OF_THIS_MACHINE.setgroups();
      check("supplementary gids", SYSCALL.result(setgroups, groups.size(), ids.address()));
    }
    checkBecame("gid to " + gid, SETFSGID, gid);
    checkBecame("uid to " + uid, SETFSUID, uid);
  }

  /** These two functions never fail, they only tell who one was before. */
  private static void checkBecame(String what, NativeFunction become, int id) {
    become.call(id);
    if ((int) become.call(-1) != id) {
      throw new SpawnException("Failed to set file system " + what);
    }
  }

  private static void check(String what, NativeFunction.Result result) {
    if (result.value() != 0) {
      throw new SpawnException("Failed to set " + what + ": " + Errno.text(result.errno()));
    }
  }
}
