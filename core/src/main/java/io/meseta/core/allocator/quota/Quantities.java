package io.meseta.core.allocator.quota;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Amounts of scalar resources as a vector of thousandths; names share one index so that sums,
 * comparisons and shares are computed on plain arrays. What is not mentioned is 0.
 */
public final class Quantities {

  /** Stands for no limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The place of each resource name in all vectors of one allocator. */
  public static final class Index {

    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> unfair;

    /** Names of which no share is computed. */
    private boolean[] excluded = new boolean[8];

    /** An index without names; no share is computed of the excluded. */
    public Index(Set<String> excluded) {
      this.unfair = excluded;
    }

    /** The place of the name, given to it now if it has none yet. */
    public int of(String name) {
      Integer place = places.get(name);
      return place != null ? place : add(name);
    }

    private int add(String name) {
      int place = places.size();
      places.put(name, place);
      if (place >= excluded.length) {
        excluded = Arrays.copyOf(excluded, place * 2);
      }
      excluded[place] = unfair.contains(name);
      return place;
    }

    /** How many names there are. */
    public int size() {
      return places.size();
    }
  }

  private final Index index;
  private long[] thousandths;

  /** Nothing. */
  public Quantities(Index index) {
    this.index = index;
    this.thousandths = new long[Math.max(4, index.size())];
  }

  /** Amounts by name. */
  public static Quantities of(Index index, Map<String, Long> amounts) {
    Quantities quantities = new Quantities(index);
    amounts.forEach(quantities::add);
    return quantities;
  }

  /** How many places there are; all behind them are 0. */
  public int length() {
    return thousandths.length;
  }

  /** What stands at the place. */
  public long at(int place) {
    return place < thousandths.length ? thousandths[place] : 0;
  }

  /** How much there is of the name. */
  public long at(String name) {
    return at(index.of(name));
  }

  /** Puts an amount at the place. */
  public void put(int place, long amount) {
    reserve(place);
    thousandths[place] = amount;
  }

  private void reserve(int place) {
    if (place >= thousandths.length) {
      thousandths = Arrays.copyOf(thousandths, Math.max(place + 1, thousandths.length * 2));
    }
  }

  /** So much more of one. */
  public void add(String name, long amount) {
    int place = index.of(name);
    reserve(place);
    thousandths[place] += amount;
  }

  /** More of each. */
  public void add(Quantities others) {
    long[] more = others.thousandths;
    reserve(more.length - 1);
    for (int place = 0; place < more.length; place++) {
      thousandths[place] += more[place];
    }
  }

  /** Less of each; may become negative. */
  public void subtract(Quantities others) {
    long[] less = others.thousandths;
    reserve(less.length - 1);
    for (int place = 0; place < less.length; place++) {
      thousandths[place] -= less[place];
    }
  }

  /** All 0. */
  public void clear() {
    Arrays.fill(thousandths, 0);
  }

  /** Whether all are 0. */
  public boolean isZero() {
    for (long amount : thousandths) {
      if (amount != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is at least as much of each. */
  public boolean covers(Quantities least) {
    for (int place = 0; place < least.thousandths.length; place++) {
      if (at(place) < least.thousandths[place]) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is anything of which there is something in the other. */
  public boolean meets(Quantities other) {
    for (int place = 0; place < thousandths.length; place++) {
      if (thousandths[place] > 0 && other.at(place) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is more than in the other of any. */
  public boolean exceedsAnywhere(Quantities other) {
    for (int place = 0; place < thousandths.length; place++) {
      if (thousandths[place] > other.at(place)) {
        return true;
      }
    }
    return false;
  }

  /** The greatest share of any one resource in the total, from 0 to 1. */
  public double dominantShare(Quantities total) {
    double share = 0;
    int length = Math.min(thousandths.length, total.thousandths.length);
    for (int place = 0; place < length; place++) {
      long own = thousandths[place];
      long all = total.thousandths[place];
      if (own > 0 && all > 0 && !index.excluded[place]) {
        share = Math.max(share, (double) own / all);
      }
    }
    return share;
  }

  /** By name, what is not 0. */
  public Map<String, Long> toMap() {
    Map<String, Long> amounts = new LinkedHashMap<>();
    index.places.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> at(entry.getValue()) != 0)
        .forEach(entry -> amounts.put(entry.getKey(), at(entry.getValue())));
    return amounts;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
