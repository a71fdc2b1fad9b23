package io.meseta.driver.state;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Variables with their rules (a version is stored over only by who knows it), one operation after
 * the other on a thread that ends when there is nothing to do. Callers get futures at once.
 */
public final class Variables {
  private final EntryStorage storage;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread created = new Thread(task, "meseta-driver-state");
            created.setDaemon(true);
            return created;
          });

  /** Variables that are kept in {@code storage}. */
  public Variables(EntryStorage storage) {
    this.storage = storage;
    thread.allowCoreThreadTimeOut(true);
  }

  /** Makes of an entry what the caller wants to have. */
  public interface Shape<T extends @Nullable Object> {
    /** The shaped entry. */
    T of(Entry entry);
  }

  /** The variable, which need not have been stored. */
  public <T> FutureTask<T> fetch(String name, Shape<T> shape) {
    return run(() -> shape.of(storage.get(name).orElseGet(() -> Entry.absent(name))));
  }

  /** The stored variable with its new version; null if another version was there. */
  @SuppressWarnings("NullAway") // null is what the API of Mesos says for a lost race
  public <T> FutureTask<T> store(Entry mutated, Shape<T> shape) {
    return run(() -> {
      Entry next = mutated.successor();
      return storage.set(next, mutated) ? shape.of(next) : null;
    });
  }

  /** Whether the variable was removed. */
  public FutureTask<Boolean> expunge(Entry known) {
    return run(() -> storage.expunge(known));
  }

  /** The names of all variables. */
  public FutureTask<Set<String>> names() {
    return run(storage::names);
  }

  private <T> FutureTask<T> run(Callable<T> operation) {
    FutureTask<T> task = new FutureTask<>(operation);
    thread.execute(task);
    return task;
  }
}
