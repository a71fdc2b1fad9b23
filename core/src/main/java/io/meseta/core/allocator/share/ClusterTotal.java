package io.meseta.core.allocator.share;

import io.meseta.core.allocator.quota.Quantities;

/** All there is of each scalar resource in the cluster, of which shares are computed. */
public final class ClusterTotal {

  private final Quantities quantities;
  private long version;

  ClusterTotal(Quantities quantities) {
    this.quantities = quantities;
  }

  /** Some of it becomes something else; nothing, or something, for what comes and goes. */
  public void change(Quantities before, Quantities after) {
    quantities.subtract(before);
    quantities.add(after);
    version++;
  }

  /** All there is. */
  public Quantities quantities() {
    return quantities;
  }

  /** Another one after each change. */
  long version() {
    return version;
  }
}
