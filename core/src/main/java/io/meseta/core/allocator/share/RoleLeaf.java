package io.meseta.core.allocator.share;

import io.meseta.core.allocator.quota.Quantities;

/**
 * The frameworks of a role that has roles below it: they stand in line with those roles as one
 * sibling named "." with weight 1.
 */
public final class RoleLeaf extends Ranked {

  private final RoleNode role;

  RoleLeaf(RoleNode role, Quantities allocated) {
    super(".", allocated);
    this.role = role;
  }

  /** Whose frameworks they are. */
  public RoleNode role() {
    return role;
  }

  @Override
  public RoleNode parent() {
    return role;
  }
}
