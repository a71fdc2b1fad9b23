package io.meseta.core.allocator.share;

import io.meseta.core.allocator.quota.Quantities;
import java.util.ArrayList;
import java.util.List;

/** Somebody who stands in line with others of the same role: a framework in one of its roles. */
public abstract non-sealed class Member extends Ranked {

  private final RoleNode role;

  /** All who have what it has: itself, the frameworks of its role, its role and those above. */
  private final Ranked[] holders;

  /** A member that has nothing yet and does not stand in line yet. */
  protected Member(String name, RoleNode role, Quantities.Index index) {
    super(name, new Quantities(index));
    this.role = role;
    List<Ranked> all = new ArrayList<>(List.of(this, role.leaf));
    for (RoleNode node = role; !node.isRoot(); node = node.parent()) {
      all.add(node);
    }
    this.holders = all.toArray(Ranked[]::new);
  }

  Ranked[] holders() {
    return holders;
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
