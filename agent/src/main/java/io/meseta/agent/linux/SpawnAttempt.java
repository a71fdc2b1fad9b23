package io.meseta.agent.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request in the form that {@code posix_spawn} takes; tries where the executable may lie. */
final class SpawnAttempt {

  private static final NativeFunction ACCESS = NativeFunction.named("access");
  private static final NativeFunction SPAWN = NativeFunction.named("posix_spawn");
  private static final NativeFunction ATTRIBUTES_INIT =
      NativeFunction.named("posix_spawnattr_init");
  private static final NativeFunction SET_FLAGS = NativeFunction.named("posix_spawnattr_setflags");
  private static final NativeFunction SET_MASK = NativeFunction.named("posix_spawnattr_setsigmask");
  private static final NativeFunction SET_DEFAULT =
      NativeFunction.named("posix_spawnattr_setsigdefault");
  private static final NativeFunction ACTIONS_INIT =
      NativeFunction.named("posix_spawn_file_actions_init");
  private static final NativeFunction ACTIONS_DESTROY =
      NativeFunction.named("posix_spawn_file_actions_destroy");
  private static final NativeFunction ADD_DUP2 =
      NativeFunction.named("posix_spawn_file_actions_adddup2");
  private static final NativeFunction SYSCALL = NativeFunction.named("syscall");
  private static final @Nullable NativeFunction ADD_CLOSE_FROM =
      NativeFunction.find("posix_spawn_file_actions_addclosefrom_np");

  private static final long X_OK = 1;
  private static final long SETSIGDEF = 0x04;
  private static final long SETSIGMASK = 0x08;
  private static final long SETSID = 0x80;
  private static final long CLOSE_RANGE = 436;
  private static final long CLOSE_RANGE_CLOEXEC = 4;
  private static final int FIRST_TO_CLOSE = 3;

  /** More than any libc needs for its attributes or file actions. */
  private static final long OPAQUE_BYTES = 1024;

  private static final long SIGNAL_SET_BYTES = 128;

  private final Arena arena;
  private final SpawnRequest request;
  private final long attributes;
  private final long environment;

  SpawnAttempt(Arena arena, SpawnRequest request) {
    this.arena = arena;
    this.request = request;
    this.attributes = attributes();
    List<String> pairs = new ArrayList<>();
    request.environment().forEach((name, value) -> pairs.add(name + "=" + value));
    this.environment = NativeFunction.texts(arena, pairs, pairs.size());
  }

  /** Starts the process and returns its pid. */
  int spawn() {
    long actions = arena.allocate(OPAQUE_BYTES, Long.BYTES).address();
    ACTIONS_INIT.call(actions);
    try {
      SpawnRequest.Streams streams = request.streams();
      ADD_DUP2.call(actions, streams.in().number(), 0);
      ADD_DUP2.call(actions, streams.out().number(), 1);
      ADD_DUP2.call(actions, streams.err().number(), 2);
      closeAllOthers(actions);
      return firstExecutable(actions);
    } finally {
      ACTIONS_DESTROY.call(actions);
    }
  }

  private static void closeAllOthers(long actions) {
    if (ADD_CLOSE_FROM != null) {
      ADD_CLOSE_FROM.call(actions, FIRST_TO_CLOSE);
    } else { // glibc before 2.34, musl
      SYSCALL.call(CLOSE_RANGE, FIRST_TO_CLOSE, 0xffffffffL, CLOSE_RANGE_CLOEXEC);
    }
  }

  private int firstExecutable(long actions) {
    int error = Errno.ENOENT;
    for (String path : candidates()) {
      NativeFunction.Result access = ACCESS.result(NativeFunction.text(arena, path), X_OK);
      int result = access.number() == 0 ? execute(path, actions) : -access.errno();
      if (result > 0) {
        return result;
      }
      if (Errno.outOfResources(-result)) {
        throw new SpawnException("Failed to start a process: " + Errno.text(-result));
      }
      if (-result != Errno.ENOENT && -result != Errno.ENOTDIR) {
        error = -result;
      }
    }
    throw new SpawnException(
        "Failed to execute '" + request.command().executable() + "': " + Errno.text(error), true);
  }

  /** As a shell does it, but looking into the directory before PATH, as Mesos does. */
  private List<String> candidates() {
    String executable = request.command().executable();
    if (executable.indexOf('/') >= 0) {
      return List.of(executable);
    }
    List<String> candidates = new ArrayList<>();
    candidates.add("./" + executable);
    for (String directory : request.environment().getOrDefault("PATH", "").split(":", -1)) {
      if (!directory.isEmpty()) {
        candidates.add(directory + "/" + executable);
      }
    }
    return candidates;
  }

  /** Returns the pid, or an error number below zero. */
  private int execute(String path, long actions) {
    List<String> arguments = request.command().arguments();
    int result = posixSpawn(path, actions, arguments);
    if (result == -Errno.ENOEXEC) { // a script without #!, which exec*p gives to the shell
      List<String> script = new ArrayList<>(List.of("sh", path));
      script.addAll(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
      return posixSpawn("/bin/sh", actions, script);
    }
    return result;
  }

  private int posixSpawn(String path, long actions, List<String> arguments) {
    MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
    int error =
        (int)
            SPAWN.call(
                pid.address(),
                NativeFunction.text(arena, path),
                actions,
                attributes,
                NativeFunction.texts(arena, arguments, arguments.size()),
                environment);
    return error == 0 ? pid.get(ValueLayout.JAVA_INT, 0) : -error;
  }

  private long attributes() {
    long address = arena.allocate(OPAQUE_BYTES, Long.BYTES).address();
    ATTRIBUTES_INIT.call(address);
    SET_FLAGS.call(address, SETSIGDEF | SETSIGMASK | SETSID);
    MemorySegment none = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
    MemorySegment all = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
    all.fill((byte) 0xff);
    SET_MASK.call(address, none.address());
    SET_DEFAULT.call(address, all.address());
    return address;
  }
}
