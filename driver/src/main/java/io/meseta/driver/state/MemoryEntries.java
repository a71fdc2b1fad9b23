package io.meseta.driver.state;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Variables that live as long as this object. As in Mesos a variable is there from the first time
 * that it is fetched, so that it can be stored over only by whoever fetched it. Thread-safe.
 */
public final class MemoryEntries {
  private final Map<String, Entry> entries = new TreeMap<>();

  /** The variable of this name, made if it is not there. */
  public synchronized Entry fetch(String name) {
    return entries.computeIfAbsent(name, Entry::absent);
  }

  /** The stored variable with its new version; empty if another version or none was there. */
  public synchronized Optional<Entry> store(Entry mutated) {
    if (!isCurrent(mutated)) {
      return Optional.empty();
    }
    Entry next = mutated.successor();
    entries.put(next.name(), next);
    return Optional.of(next);
  }

  /** Removes a variable; false if another version or none is there. */
  public synchronized boolean expunge(Entry known) {
    return isCurrent(known) && entries.remove(known.name()) != null;
  }

  private boolean isCurrent(Entry entry) {
    Entry current = entries.get(entry.name());
    return current != null && current.isSameVersion(entry);
  }

  /** The names of all variables. */
  public synchronized Set<String> names() {
    return new TreeSet<>(entries.keySet());
  }
}
