package io.meseta.core.allocator;

/**
 * The frameworks of a role that has roles below it: they stand in line with those roles as one
 * sibling named "." with weight 1.
 */
final class RoleLeaf extends Ranked {

  private final RoleNode role;

  RoleLeaf(RoleNode role, Quantities allocated) {
    super(".", allocated);
    this.role = role;
  }

  RoleNode role() {
    return role;
  }

  @Override
  RoleNode parent() {
    return role;
  }
}
