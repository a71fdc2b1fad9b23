package io.meseta.runtime.http.server;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds what the bodies of all requests of a server take together. */
final class BodyBudget {
  private final long maxBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  BodyBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes that many bytes, or none. */
  boolean take(long bytes) {
    if (usedBytes.addAndGet(bytes) <= maxBytes) {
      return true;
    }
    usedBytes.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    usedBytes.addAndGet(-bytes);
  }

  long usedBytes() {
    return usedBytes.get();
  }
}
