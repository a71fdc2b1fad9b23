package io.meseta.core.allocator;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** A role, what its frameworks have together, and those of them that can be offered something. */
final class RoleNode implements Comparable<RoleNode> {

  final String name;
  final double weight;
  final Quantities allocated;

  /** All frameworks of the role, active or not. */
  final Set<Client> clients = new HashSet<>();

  /** Active ones, who has least first. Must be taken out before their share changes. */
  final TreeSet<Client> active = new TreeSet<>();

  private double share;
  private long allocations;

  RoleNode(String name, double weight, Quantities allocated) {
    this.name = name;
    this.weight = weight;
    this.allocated = allocated;
  }

  void share(double share) {
    this.share = share;
  }

  void countAllocation() {
    allocations++;
  }

  @Override
  public int compareTo(RoleNode other) {
    int byShare = Double.compare(share, other.share);
    if (byShare != 0) {
      return byShare;
    }
    int byCount = Long.compare(allocations, other.allocations);
    return byCount != 0 ? byCount : name.compareTo(other.name);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
