package io.meseta.core.allocator;

/** All there is of each scalar resource in the cluster, of which shares are computed. */
final class ClusterTotal {

  private final Quantities quantities;
  private long version;

  ClusterTotal(Quantities quantities) {
    this.quantities = quantities;
  }

  void change(Quantities before, Quantities after) {
    quantities.subtract(before);
    quantities.add(after);
    version++;
  }

  Quantities quantities() {
    return quantities;
  }

  /** Another one after each change. */
  long version() {
    return version;
  }
}
