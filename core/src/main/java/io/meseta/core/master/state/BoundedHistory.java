package io.meseta.core.master.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest entries of the past, oldest first. Must not grow beyond its limit. */
public final class BoundedHistory<K, V> {

  private final int limit;
  private final Map<K, V> entries = new LinkedHashMap<>();

  /** Keeps at most {@code limit} entries; none if it is 0. */
  public BoundedHistory(int limit) {
    this.limit = limit;
  }

  /** Adds an entry, or makes it the latest; the oldest one gives way. */
  public void put(K key, V value) {
    entries.remove(key);
    entries.put(key, value);
    if (entries.size() > limit) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** The entry, or null. */
  public @Nullable V get(K key) {
    return entries.get(key);
  }

  /** Whether there is such an entry. */
  public boolean contains(K key) {
    return entries.containsKey(key);
  }

  /** Takes the entry out of history. */
  public @Nullable V remove(K key) {
    return entries.remove(key);
  }

  /** All entries, oldest first. */
  public Collection<V> values() {
    return entries.values();
  }
}
