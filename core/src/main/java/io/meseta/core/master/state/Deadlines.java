package io.meseta.core.master.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * When the master has to do what. Each deadline stands once, at its latest given time; deadlines of
 * the same instant come in the order in which they were set.
 */
public final class Deadlines {

  private record Entry(Instant at, long serial, Deadline deadline) {}

  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::serial));
  private final Map<Deadline, Entry> current = new HashMap<>();
  private long serial;

  /** Sets the deadline, or moves it. */
  public void set(Deadline deadline, Instant at) {
    Entry entry = new Entry(at, serial++, deadline);
    current.put(deadline, entry);
    queue.add(entry);
    dropStale();
  }

  /** Takes the deadline away, if it stands. */
  public void cancel(Deadline deadline) {
    if (current.remove(deadline) != null) {
      dropStale();
    }
  }

  private void dropStale() {
    while (!queue.isEmpty() && isStale(queue.element())) {
      queue.remove();
    }
    if (queue.size() > 64 && queue.size() > 4 * current.size()) {
      queue.removeIf(this::isStale);
    }
  }

  /** A deadline that was moved has an entry with a later serial. */
  private boolean isStale(Entry entry) {
    Entry latest = current.get(entry.deadline());
    return latest == null || latest.serial() != entry.serial();
  }

  /** When the earliest deadline is. */
  public Optional<Instant> next() {
    return Optional.ofNullable(queue.peek()).map(Entry::at);
  }

  /** The earliest deadline that has come, if any. It stands until it is moved or cancelled. */
  public Optional<Deadline> due(Instant now) {
    return Optional.ofNullable(queue.peek())
        .filter(entry -> !entry.at().isAfter(now))
        .map(Entry::deadline);
  }

  /** When this deadline is, if it stands. */
  public Optional<Instant> at(Deadline deadline) {
    return Optional.ofNullable(current.get(deadline)).map(Entry::at);
  }
}
