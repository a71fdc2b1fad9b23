package io.meseta.core.agent.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines by time. Setting and clearing cost a heap operation at most; entries that were cleared
 * or moved stay in the heap until they come up, and are then ignored.
 */
final class Deadlines {

  private record Entry(Instant when, long serial, Deadline what) {}

  private final Map<Deadline, Entry> current = new HashMap<>();
  private final PriorityQueue<Entry> heap =
      new PriorityQueue<>(Comparator.comparing(Entry::when).thenComparing(Entry::serial));
  private long serial;

  /** Sets or moves a deadline; null clears it. */
  void set(Deadline what, @Nullable Instant when) {
    if (when == null) {
      clear(what);
      return;
    }
    Entry entry = new Entry(when, serial++, what);
    current.put(what, entry);
    heap.add(entry);
  }

  void clear(Deadline what) {
    current.remove(what);
    if (heap.size() > 64 && heap.size() > 4 * current.size()) {
      heap.removeIf(entry -> current.get(entry.what()) != entry);
    }
  }

  /** When that is due, if it is set. */
  Optional<Instant> when(Deadline what) {
    return Optional.ofNullable(current.get(what)).map(Entry::when);
  }

  Optional<Instant> next() {
    dropStale();
    return Optional.ofNullable(heap.peek()).map(Entry::when);
  }

  /** The earliest deadline that has come; it stays set until whoever handles it clears it. */
  Optional<Deadline> due(Instant now) {
    dropStale();
    return Optional.ofNullable(heap.peek())
        .filter(entry -> !entry.when().isAfter(now))
        .map(Entry::what);
  }

  private void dropStale() {
    Entry top = heap.peek();
    while (top != null && current.get(top.what()) != top) {
      heap.remove();
      top = heap.peek();
    }
  }
}
