package io.meseta.core.allocator.share;

import io.meseta.core.allocator.quota.Quantities;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has a share of the cluster and stands in line with siblings: who has least comes
 * first, then who was served less often, then by name (Mesos reference §9.1). Where it stands is
 * kept apart from what it has: {@link Ranking} brings both together when somebody looks.
 */
public abstract sealed class Ranked implements Comparable<Ranked>
    permits RoleNode, RoleLeaf, Member {

  final String name;
  final Quantities allocated;

  /** How many offers it, or anybody below it, was ever made. */
  long count;

  /** Where it stands in line, if it does. */
  @Nullable Ranking ranking;

  /** Whether it has something else than when its place was found. */
  boolean stale;

  private double share;
  private long countInLine;

  Ranked(String name, Quantities allocated) {
    this.name = name;
    this.allocated = allocated;
  }

  /** What it has of each scalar. */
  public Quantities allocated() {
    return allocated;
  }

  /** The role in whose line it stands; itself for the root. */
  public abstract RoleNode parent();

  /** Its weight among its siblings. */
  public double weight() {
    return 1;
  }

  /** What it has of the whole, relative to its weight. */
  public double shareOf(Quantities total) {
    return allocated.dominantShare(total) / weight();
  }

  /** Takes over what it has; must not be called while it stands in line. */
  void weigh(Quantities total) {
    share = shareOf(total);
    countInLine = count;
    stale = false;
  }

  /** Its place in line may be wrong from now on. */
  void moved() {
    if (!stale && ranking != null) {
      stale = true;
      ranking.moved(this);
    }
  }

  @Override
  public int compareTo(Ranked other) {
    if (share != other.share) {
      return share < other.share ? -1 : 1;
    }
    return countInLine != other.countInLine
        ? Long.compare(countInLine, other.countInLine)
        : name.compareTo(other.name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
