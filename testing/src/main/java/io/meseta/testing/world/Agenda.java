package io.meseta.testing.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time and what is to be done in it. Nothing waits: time jumps to the next entry. Entries
 * of the same instant are carried out in the order in which they were made. Must be used by one
 * thread.
 */
public final class Agenda {

  /** When every simulation begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private record Entry(Instant when, long serial, Life life, Runnable action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::when).thenComparingLong(Entry::serial));
  private Instant now = START;
  private long serial;

  /** The present; nobody in the cluster knows it exactly. */
  public Instant now() {
    return now;
  }

  /** Notes an action of somebody who may die before its time comes; then it is left out. */
  public void in(Duration delay, Life life, Runnable action) {
    at(now.plus(delay), life, action);
  }

  /** As {@link #in}, at an instant; one that has passed counts as now. */
  public void at(Instant when, Life life, Runnable action) {
    entries.add(new Entry(when.isBefore(now) ? now : when, serial++, life, action));
  }

  /**
   * Carries out the next entry, if there is one that is not later than {@code end}.
   *
   * @return whether there was one
   */
  public boolean advance(Instant end) {
    Entry next = entries.peek();
    if (next == null || next.when().isAfter(end)) {
      now = end;
      return false;
    }
    entries.remove();
    now = next.when();
    if (!next.life().isOver()) {
      next.action().run();
    }
    return true;
  }
}
