package io.meseta.core.allocator.share;

import io.meseta.core.allocator.quota.Quantities;

/** Somebody who stands in line with others of the same role: a framework in one of its roles. */
public abstract non-sealed class Member extends Ranked {

  private final RoleNode role;

  /** A member that has nothing yet and does not stand in line yet. */
  protected Member(String name, RoleNode role, Quantities.Index index) {
    super(name, new Quantities(index));
    this.role = role;
  }

  /** Its role. */
  public final RoleNode role() {
    return role;
  }

  @Override
  public final RoleNode parent() {
    return role;
  }

  /** Whether it stands in line. */
  public final boolean isInLine() {
    return ranking != null;
  }
}
