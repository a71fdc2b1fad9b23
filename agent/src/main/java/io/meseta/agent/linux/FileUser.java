package io.meseta.agent.linux;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reaches files as a certain user: what this user may not open, make or change the kernel refuses,
 * and what is made is this user's. Linux keeps such an identity per thread, so there is a thread
 * for it; it should only open, make and change files, because it may be unable to read our own
 * code. What it has opened any thread may read and write.
 */
public final class FileUser implements AutoCloseable {

  private final @Nullable ExecutorService thread;

  private FileUser(@Nullable ExecutorService thread) {
    this.thread = thread;
  }

  /** Something to do with files. */
  @FunctionalInterface
  public interface Action<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Something to do with files that gives nothing. */
  @FunctionalInterface
  public interface Change {
    /** Does it. */
    void run() throws IOException;
  }

  /**
   * Files as that user sees them.
   *
   * @param user null for the user of this process
   * @throws IOException if there is no such user, or this process may not become another one
   */
  public static FileUser of(@Nullable String user) throws IOException {
    if (user == null) {
      return new FileUser(null);
    }
    UserIdentity identity;
    try {
      identity = UserIdentity.named(user);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (identity.uid() == UserIdentity.currentUid()) {
      return new FileUser(null);
    }
    FileUser files =
        new FileUser(
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("files of " + user).factory()));
    files.become(identity);
    return files;
  }

  private void become(UserIdentity identity) throws IOException {
    try {
      change(identity::assumeForFilesOnThisThread);
    } catch (SpawnException e) {
      close();
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Does something as that user and waits for it.
   *
   * @throws IOException the action's, or if this thread is interrupted
   */
  public <T> T run(Action<T> action) throws IOException {
    if (thread == null) {
      return action.run();
    }
    Future<T> done = thread.submit(action::run);
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException known -> throw known;
        case RuntimeException known -> throw known;
        case Error known -> throw known;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** As {@link #run}, for what gives nothing. */
  public void change(Change change) throws IOException {
    run(() -> {
      change.run();
      return true;
    });
  }

  /** Ends the thread. */
  @Override
  public void close() {
    if (thread != null) {
      thread.shutdown();
    }
  }
}
