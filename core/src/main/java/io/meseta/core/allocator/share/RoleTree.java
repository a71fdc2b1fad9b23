package io.meseta.core.allocator.share;

import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.quota.QuotaAccount;
import io.meseta.core.allocator.quota.Quotas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All roles with frameworks, and how they share the cluster: hierarchical dominant resource
 * fairness (Mesos reference §9.1). A role is there as long as it, or one below it, has frameworks.
 */
public final class RoleTree {

  private final Quantities.Index index;
  private final ClusterTotal total;
  private final Quotas quotas;
  private final RoleNode root;
  private final Map<String, RoleNode> roles = new HashMap<>();
  private final Map<String, Double> weights = new HashMap<>();
  private long shape;

  /** A tree without roles; weights by role, 1 for all others. */
  public RoleTree(Quantities.Index index, Quotas quotas, Map<String, Double> weights) {
    this.index = index;
    this.total = new ClusterTotal(new Quantities(index));
    this.quotas = quotas;
    this.weights.putAll(weights);
    this.root = new RoleNode(null, "", quotas.account(""), this);
  }

  /** Another one whenever roles or active frameworks come or go, or weights change. */
  public long shape() {
    return shape;
  }

  /** What shares are shares of. */
  public ClusterTotal total() {
    return total;
  }

  Quantities nothing() {
    return new Quantities(index);
  }

  /** What the role's own frameworks have of the cluster, relative to its weight. */
  public double share(RoleNode role) {
    return role.ownBranch().shareOf(total.quantities());
  }

  /** Above all top-level roles. */
  public RoleNode root() {
    return root;
  }

  /** The role, made together with those above it if it is not there yet. */
  public RoleNode grow(String role) {
    RoleNode known = roles.get(role);
    if (known != null) {
      return known;
    }
    int slash = role.lastIndexOf('/');
    RoleNode parent = slash < 0 ? root : grow(role.substring(0, slash));
    QuotaAccount account = parent.isRoot() ? quotas.account(role) : parent.account();
    RoleNode node = new RoleNode(parent, role, account, this);
    node.weight = weights.getOrDefault(role, 1.0);
    if (parent.isRoot()) {
      account.watch(node::moved);
    }
    roles.put(role, node);
    parent.addChild(node);
    return node;
  }

  /** From now on top-level roles are also in line by what quotas say of them. */
  public void showViews() {
    root.branches.showViews();
  }

  /** A client more; not active yet. */
  public void enter(Member client) {
    client.role().clients.add(client);
  }

  /** A client less. */
  public void leave(Member client) {
    setActive(client, false);
    client.role().clients.remove(client);
    prune(client.role());
  }

  private void prune(RoleNode from) {
    for (RoleNode node = from; isUseless(node); node = node.parent()) {
      roles.remove(node.role());
      node.parent().removeChild(node);
      if (node.parent().isRoot()) {
        node.account().watch(null);
      }
    }
  }

  private static boolean isUseless(RoleNode node) {
    return !node.isRoot() && node.clients.isEmpty() && node.children.isEmpty();
  }

  /** Whether the client stands in line. */
  public void setActive(Member client, boolean active) {
    shape++;
    if (active && client.ranking == null) {
      client.role().members.add(client);
      client.role().countActive(1);
    } else if (!active && client.ranking != null) {
      client.role().members.remove(client);
      client.role().countActive(-1);
    }
  }

  /** The role's share relative to its siblings. */
  public void setWeight(String role, double weight) {
    shape++;
    weights.put(role, weight);
    RoleNode node = roles.get(role);
    if (node != null) {
      node.weight = weight;
      node.moved();
    }
  }

  /** The weights that were given, by role. */
  public Map<String, Double> weights() {
    return weights;
  }

  /** The client, its role and those above it have more. */
  public void charge(Member client, Quantities more) {
    for (Ranked ranked : client.holders()) {
      ranked.allocated.add(more);
      ranked.moved();
    }
  }

  /** The client, its role and those above it have less. */
  public void credit(Member client, Quantities less) {
    for (Ranked ranked : client.holders()) {
      ranked.allocated.subtract(less);
      ranked.moved();
    }
  }

  /** Another offer was made to the client; or, with -1, was not made after all. */
  public void countOffer(Member client, int change) {
    for (Ranked ranked : client.holders()) {
      ranked.count += change;
      ranked.moved();
    }
  }

  /** What changes a share: it is put in its place when somebody looks. */
  @FunctionalInterface
  public interface Change {

    /** Changes it. */
    void to(Ranked ranked);
  }

  /** Changes the client, its role and those above it, each by itself. */
  public void forEachHolder(Member client, Change change) {
    for (Ranked ranked : client.holders()) {
      change.to(ranked);
      ranked.moved();
    }
  }

  /** The active ones of the clients, in the order in which all would be asked. */
  public <T extends Member> List<T> inOrder(Collection<T> some) {
    List<T> active = new ArrayList<>();
    for (T client : some) {
      if (client.isInLine()) {
        refreshAbove(client);
        active.add(client);
      }
    }
    active.sort(RoleTree::compare);
    return active;
  }

  private static void refreshAbove(Member client) {
    client.role().members.refresh();
    for (RoleNode node = client.role(); !node.isRoot(); node = node.parent()) {
      node.parent().branches.refresh();
    }
    client.role().branches.refresh();
  }

  /** Compares where they stand below the nearest role that is above both. */
  private static int compare(Member left, Member right) {
    return left.role() == right.role()
        ? left.compareTo(right)
        : fork(left, right).compareTo(fork(right, left));
  }

  /** The branch of the first that stands in line with a branch of the other. */
  public static Ranked fork(Member client, Member other) {
    if (client.role() == other.role()) {
      return client;
    }
    Ranked own = client.role().ownBranch();
    Ranked others = other.role().ownBranch();
    while (own.parent() != others.parent()) {
      if (own.parent().depth >= others.parent().depth) {
        own = own.parent();
      } else {
        others = others.parent();
      }
    }
    return own;
  }
}
