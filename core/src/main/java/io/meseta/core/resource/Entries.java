package io.meseta.core.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adding to lists of entries, taking from them and comparing them; the core of all sums. */
final class Entries {

  private Entries() {}

  static void add(List<Entry> entries, Entry more) {
    if (more.isEmpty()) {
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).joins(more)) {
        put(entries, i, entries.get(i).plus(more));
        return;
      }
    }
    entries.add(more);
  }

  /**
   * Both are mostly in the same order: each is looked for first where the one before it was found,
   * so that it does not take a walk through all of them for each.
   */
  static void subtractAll(List<Entry> entries, List<Entry> less) {
    int place = 0;
    for (Entry entry : less) {
      int found = entry.isWhole() ? indexOf(entries, entry) : indexOf(entries, entry, place);
      if (found >= 0) {
        put(entries, found, entries.get(found).minus(entry));
        place = found;
      }
    }
  }

  /** As in Mesos the last entry takes the place of one that is used up. */
  private static void put(List<Entry> entries, int index, Entry entry) {
    if (!entry.isEmpty()) {
      entries.set(index, entry);
      return;
    }
    Entry last = entries.remove(entries.size() - 1);
    if (index < entries.size()) {
      entries.set(index, last);
    }
  }

  /** The first entry that the given one could be taken from, or -1. */
  static int indexOf(List<Entry> entries, Entry wanted) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).matches(wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** The only entry that the given one could be taken from, or -1; looks around the place first. */
  private static int indexOf(List<Entry> entries, Entry wanted, int place) {
    int end = Math.min(place + 2, entries.size());
    for (int i = Math.max(0, place - 1); i < end; i++) {
      if (entries.get(i).matches(wanted)) {
        return i;
      }
    }
    return indexOf(entries, wanted);
  }

  static boolean contains(List<Entry> entries, List<Entry> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      Entry entry = wanted.get(i);
      boolean there =
          entry.isWhole()
              ? copies(entries, entry) >= copies(wanted.subList(0, i + 1), entry)
              : containsPart(entries, entry);
      if (!there) {
        return false;
      }
    }
    return true;
  }

  private static boolean containsPart(List<Entry> entries, Entry wanted) {
    int index = indexOf(entries, wanted);
    return index >= 0 && entries.get(index).amount().contains(wanted.amount());
  }

  /** How many of something that can only be had as a whole are among the entries. */
  private static int copies(List<Entry> entries, Entry wanted) {
    int copies = 0;
    for (Entry entry : entries) {
      if (entry.matches(wanted)) {
        copies += entry.copies();
      }
    }
    return copies;
  }

  /** Whether both hold the same, in whichever order. */
  static boolean same(List<Entry> entries, List<Entry> others) {
    return entries.size() == others.size()
        && (entries.equals(others) || counted(entries).equals(counted(others)));
  }

  private static Map<Entry, Integer> counted(List<Entry> entries) {
    Map<Entry, Integer> counts = new HashMap<>();
    entries.forEach(entry -> counts.merge(entry, 1, Integer::sum));
    return counts;
  }
}
