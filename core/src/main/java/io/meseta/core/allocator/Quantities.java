package io.meseta.core.allocator;

import io.meseta.core.resource.Resources;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Amounts of scalar resources as a vector of thousandths; names share one index so that shares are
 * computed on plain arrays.
 */
final class Quantities {

  /** The place of each resource name in all vectors of one allocator. */
  static final class Index {

    private final Map<String, Integer> places = new HashMap<>();

    int of(String name) {
      return places.computeIfAbsent(name, _ -> places.size());
    }
  }

  private final Index index;
  private long[] thousandths = new long[4];

  Quantities(Index index) {
    this.index = index;
  }

  void add(Resources resources) {
    resources.forEachScalar((name, amount) -> change(name, amount));
  }

  void subtract(Resources resources) {
    resources.forEachScalar((name, amount) -> change(name, -amount));
  }

  private void change(String name, long by) {
    int place = index.of(name);
    if (place >= thousandths.length) {
      thousandths = Arrays.copyOf(thousandths, Math.max(place + 1, thousandths.length * 2));
    }
    thousandths[place] += by;
  }

  /** The greatest share of any one resource in the total, from 0 to 1. */
  double dominantShare(Quantities total) {
    double share = 0;
    int length = Math.min(thousandths.length, total.thousandths.length);
    for (int place = 0; place < length; place++) {
      if (thousandths[place] > 0 && total.thousandths[place] > 0) {
        share = Math.max(share, (double) thousandths[place] / total.thousandths[place]);
      }
    }
    return share;
  }
}
