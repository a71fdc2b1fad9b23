package io.meseta.driver.http;

import java.time.Duration;

/** How many calls wait for an answer, and since when none has come. Thread-safe. */
final class UnansweredCalls {
  private int count;
  private long waitingSinceNanos;

  /** A call is about to go out. */
  synchronized void sent(long nowNanos) {
    if (count++ == 0) {
      waitingSinceNanos = nowNanos;
    }
  }

  /** A call was answered, or did not go out after all. */
  synchronized void answered(long nowNanos) {
    count = Math.max(0, count - 1);
    waitingSinceNanos = nowNanos;
    notifyAll();
  }

  /** Nothing will be answered any more; returns how many calls that leaves. */
  synchronized int abandon() {
    int left = count;
    count = 0;
    notifyAll();
    return left;
  }

  /** Whether the peer should have answered long ago. */
  synchronized boolean isOverdue(long nowNanos, Duration limit) {
    return count > 0 && nowNanos - waitingSinceNanos >= limit.toNanos();
  }

  /** Waits until there are none, or for {@code limit}. */
  synchronized void awaitNone(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    while (count > 0 && left > 0) {
      try {
        wait(left / 1_000_000 + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      left = end - System.nanoTime();
    }
  }
}
