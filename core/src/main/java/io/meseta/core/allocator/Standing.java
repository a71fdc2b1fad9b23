package io.meseta.core.allocator;

/**
 * How a role with frameworks stands beside the others, for whoever measures.
 *
 * @param share what its own frameworks have of the cluster, relative to its weight: what the order
 *     of roles is made of
 * @param refusals how many refusals of its frameworks stand
 */
public record Standing(double share, int refusals) {

  /** With the refusals of another framework of the role. */
  Standing and(Standing other) {
    return new Standing(share, refusals + other.refusals);
  }
}
