package io.meseta.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Starts processes without ever forking this one, by {@code posix_spawn}.
 *
 * <p>Directory and credentials belong to a thread in Linux when set by system calls, and the child
 * inherits those of the thread that spawns it. The directory can be changed back; a thread that has
 * become another user cannot, so it is used once and dies. As long as it lives (about a
 * millisecond) a process of that user could signal it and thereby this process; tasks of mutually
 * hostile users need an isolation of their own anyway.
 */
public final class Spawner {

  private static final NativeFunction UNSHARE = NativeFunction.named("unshare");
  private static final NativeFunction CHDIR = NativeFunction.named("chdir");

  private static final long CLONE_FS = 0x200;

  private Spawner() {}

  /**
   * Loads all that a spawn needs by one that comes to nothing: the first real one is quicker, and
   * no class need be read by a thread that has become a user who may not read it.
   */
  public static void prepare() {
    try (Descriptor nothing = Descriptor.nothing()) {
      spawn(
          new SpawnRequest(
              new SpawnRequest.Command("/", List.of("/")),
              Map.of("PATH", "/"),
              Path.of("/"),
              new SpawnRequest.Streams(nothing, nothing, nothing),
              null));
    } catch (SpawnException | IOException expected) {
      // a directory cannot be executed
    }
  }

  /**
   * Starts a process as the leader of a session of its own, with default signal handling and no
   * descriptors but its streams, and returns its pid.
   *
   * @throws SpawnException if it could not be started
   */
  public static int spawn(SpawnRequest request) {
    UserIdentity identity = request.identity();
    if (identity == null) {
      return spawnFromHere(request);
    }
    CompletableFuture<Integer> pid = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("spawn")
        .start(() -> {
          try {
            enter(request.directory());
            identity.assumeOnThisThread();
            pid.complete(attempt(request));
          } catch (RuntimeException | Error e) {
            pid.completeExceptionally(e);
          }
        });
    try {
      return pid.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SpawnException known
          ? known
          : new SpawnException("Failed to start a process: " + e.getCause());
    }
  }

  private static int spawnFromHere(SpawnRequest request) {
    try {
      enter(request.directory());
      return attempt(request);
    } finally {
      changeDirectory(Path.of("/")); // so that nobody's sandbox is kept busy
    }
  }

  private static int attempt(SpawnRequest request) {
    try (Arena arena = Arena.ofConfined()) {
      return new SpawnAttempt(arena, request).spawn();
    }
  }

  /** Gives the calling thread a current directory of its own and changes it. */
  private static void enter(Path directory) {
    NativeFunction.Result entered = UNSHARE.result(CLONE_FS);
    if (entered.number() == 0) {
      entered = changeDirectory(directory);
    }
    if (entered.number() != 0) {
      throw new SpawnException(
          "Failed to change into directory '" + directory + "': " + Errno.text(entered.errno()));
    }
  }

  private static NativeFunction.Result changeDirectory(Path directory) {
    try (Arena arena = Arena.ofConfined()) {
      return CHDIR.result(NativeFunction.text(arena, directory.toString()));
    }
  }
}
