package io.meseta.runtime.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Immutable pictures of the state for readers. All who ask while the loop is busy share one
 * picture, so a thousand pollers cost the loop as much as one; each goes on with it on a thread of
 * its own, never on the loop's.
 *
 * @param <S> the picture; must be immutable, and cheap to take
 */
public final class Snapshots<S> {

  private final Supplier<? extends S> camera;
  private final Runnable wakeLoop;
  private final Executor readers;
  private final AtomicReference<@Nullable CompletableFuture<S>> wanted = new AtomicReference<>();
  private volatile @Nullable Throwable over;

  Snapshots(Supplier<? extends S> camera, Runnable wakeLoop, Executor readers) {
    this.camera = camera;
    this.wakeLoop = wakeLoop;
    this.readers = readers;
  }

  /**
   * A picture that shows at least everything that was released before this call, and nothing a
   * crash could undo. Fails if the loop has stopped. Its dependents run on the readers' executor.
   */
  public CompletableFuture<S> latest() {
    CompletableFuture<S> picture = wanted.get();
    while (picture == null) {
      CompletableFuture<S> fresh = new CompletableFuture<>();
      picture = wanted.compareAndSet(null, fresh) ? fresh : wanted.get();
      wakeLoop.run();
    }
    Throwable reason = over;
    if (reason != null) {
      picture.completeExceptionally(reason);
    }
    return picture.thenApplyAsync(shared -> shared, readers);
  }

  /**
   * On the loop's thread: takes the picture if anybody waits for one, and returns how to hand it
   * out.
   */
  @Nullable Runnable take() {
    CompletableFuture<S> waiting = wanted.getAndSet(null);
    if (waiting == null) {
      return null;
    }
    try {
      S picture = camera.get();
      return () -> waiting.complete(picture);
    } catch (RuntimeException e) {
      return () -> waiting.completeExceptionally(e);
    }
  }

  /** Nobody will ever get a picture again. */
  void end(Throwable reason) {
    over = reason;
    CompletableFuture<S> waiting = wanted.getAndSet(null);
    if (waiting != null) {
      waiting.completeExceptionally(reason);
    }
  }
}
