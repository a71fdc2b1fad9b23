package io.meseta.runtime.http;

/**
 * Memory that many outboxes share for bursts beyond their own limits: one that must hold much for a
 * moment may, all together cannot. Thread-safe.
 */
public final class BurstBudget {

  private long freeBytes;

  /** A budget of so many bytes. */
  public BurstBudget(long bytes) {
    this.freeBytes = bytes;
  }

  /** None at all: each outbox keeps to its own limit. */
  public static BurstBudget none() {
    return new BurstBudget(0);
  }

  /** An eighth of the heap. */
  public static BurstBudget ofHeap() {
    return new BurstBudget(Runtime.getRuntime().maxMemory() / 8);
  }

  /** Takes bytes out, all or nothing. */
  synchronized boolean take(long bytes) {
    if (bytes > freeBytes) {
      return false;
    }
    freeBytes -= bytes;
    return true;
  }

  synchronized void giveBack(long bytes) {
    freeBytes += bytes;
  }

  /** What nobody has taken. */
  public synchronized long freeBytes() {
    return freeBytes;
  }
}
