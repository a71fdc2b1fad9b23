package io.meseta.core.allocator.share;

import io.meseta.core.resource.Resources;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has how many copies of the shared resources of one agent. However many copies somebody has,
 * they count once in what it has of the cluster.
 */
public final class SharedUse {

  private final Map<Ranked, Resources> copies = new HashMap<>();

  /** More copies; returns those of which there were none before. */
  public Resources take(Ranked holder, Resources shared) {
    Resources before = copies.getOrDefault(holder, Resources.EMPTY);
    copies.put(holder, before.plus(shared));
    return missingIn(before, shared);
  }

  /** Fewer copies; returns those of which there are none any more. */
  public Resources giveBack(Ranked holder, Resources shared) {
    Resources after = copies.getOrDefault(holder, Resources.EMPTY).minus(shared);
    if (after.isEmpty()) {
      copies.remove(holder);
    } else {
      copies.put(holder, after);
    }
    return missingIn(after, shared);
  }

  /** One copy of each that is not there at all. */
  private static Resources missingIn(Resources there, Resources shared) {
    return Resources.sum(
        shared
            .separate()
            .map(piece -> Resources.of(piece.toProtobuf()))
            .filter(one -> !there.contains(one))
            .toList());
  }
}
