package io.meseta.core.allocator.share;

import io.meseta.core.allocator.quota.QuotaAccount;
import io.meseta.core.allocator.share.Ranking.View;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A role in the tree of roles: its frameworks, the roles below it, and what they have together. */
public final class RoleNode extends Ranked {

  private final String role;

  private final QuotaAccount account;

  final int depth;

  /** The frameworks of exactly this role, as one sibling of the roles below it. */
  final RoleLeaf leaf;

  /** Frameworks of exactly this role, active or not. */
  final Set<Member> clients = new LinkedHashSet<>();

  /** Active frameworks of exactly this role in line. */
  final Ranking members;

  /** Roles below, and {@link #leaf}, in line; used if there are roles below. */
  final Ranking branches;

  final Map<String, RoleNode> children = new HashMap<>();

  double weight = 1;

  /** Active frameworks of this role and of those below. */
  private int active;

  /** Active frameworks of exactly this role. */
  private int activeMembers;

  private final @Nullable RoleNode parent;

  RoleNode(@Nullable RoleNode parent, String role, QuotaAccount account, RoleTree tree) {
    super(role.substring(role.lastIndexOf('/') + 1), tree.nothing());
    this.parent = parent;
    this.role = role;
    this.account = account;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.leaf = new RoleLeaf(this, tree.nothing());
    this.members = new Ranking(tree.total());
    this.branches = new Ranking(tree.total());
  }

  @Override
  public RoleNode parent() {
    return parent == null ? this : parent;
  }

  boolean isRoot() {
    return parent == null;
  }

  /** Whether there are roles below. */
  public boolean hasBranches() {
    return !children.isEmpty();
  }

  /** As which sibling its own frameworks stand in line with other roles. */
  Ranked ownBranch() {
    return hasBranches() ? leaf : this;
  }

  /** The whole name, for example {@code eng/web}; empty for the root. */
  public String role() {
    return role;
  }

  /** The quota of the top-level role above this one, or of this one. */
  public QuotaAccount account() {
    return account;
  }

  /** Frameworks of exactly this role, active or not, in the order in which they came. */
  public Collection<Member> clients() {
    return Collections.unmodifiableSet(clients);
  }

  /** Active frameworks of exactly this role in line. */
  public Ranking members() {
    return members;
  }

  /** Roles below in line, and among them its own frameworks as one; only if there are any. */
  public Ranking branches() {
    return branches;
  }

  @Override
  public double weight() {
    return weight;
  }

  /** Whether it is one of those that are looked at. */
  public boolean isIn(View view) {
    return switch (view) {
      case ALL -> true;
      case OPEN -> account.isOpen();
      case UNMET -> account.isUnmet();
    };
  }

  void addChild(RoleNode child) {
    children.put(child.name, child);
    standLeafInLine();
  }

  /** The last role below takes the line with it; what was counted for all is its own from then. */
  void removeChild(RoleNode child) {
    children.remove(child.name);
    standLeafInLine();
    if (children.isEmpty()) {
      leaf.count = count;
    }
  }

  void countActive(int change) {
    activeMembers += change;
    standLeafInLine();
    for (RoleNode node = this; !node.isRoot(); node = node.parent()) {
      node.active += change;
      node.standInLine();
    }
  }

  private void standInLine() {
    if (active > 0 && ranking == null) {
      parent().branches.add(this);
    } else if (active == 0 && ranking != null) {
      parent().branches.remove(this);
    }
  }

  private void standLeafInLine() {
    boolean wanted = activeMembers > 0 && hasBranches();
    if (wanted && leaf.ranking == null) {
      branches.add(leaf);
    } else if (!wanted && leaf.ranking != null) {
      branches.remove(leaf);
    }
  }
}
