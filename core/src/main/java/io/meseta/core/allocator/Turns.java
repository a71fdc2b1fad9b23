package io.meseta.core.allocator;

import io.meseta.core.allocator.AllocatorSettings.Order;
import io.meseta.core.allocator.share.RandomDraw;
import io.meseta.core.allocator.share.Ranked;
import io.meseta.core.allocator.share.Ranking.View;
import io.meseta.core.allocator.share.RoleLeaf;
import io.meseta.core.allocator.share.RoleNode;
import io.meseta.core.allocator.share.RoleTree;
import io.meseta.core.allocator.share.RoleWalk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * In which order roles, and the frameworks of a role, are asked about an agent: by their shares, or
 * at random by weight ({@code --role_sorter}, {@code --framework_sorter}).
 */
final class Turns {

  private final RoleTree tree;
  private final AllocatorSettings settings;

  /** Roles with active frameworks and their weights in the whole tree, while these are true. */
  private List<RoleNode> roles = List.of();

  private double[] weights = {};
  private long shape = -1;

  Turns(RoleTree tree, AllocatorSettings settings) {
    this.tree = tree;
    this.settings = settings;
  }

  /** Roles with active frameworks; nobody may come or go meanwhile. */
  Iterator<RoleNode> roles(View view, long seed) {
    return settings.roles() == Order.DRF
        ? new RoleWalk(tree.root(), view)
        : drawRoles(RandomDraw.scramble(seed));
  }

  private Iterator<RoleNode> drawRoles(long seed) {
    if (shape != tree.shape()) {
      shape = tree.shape();
      roles = new ArrayList<>();
      List<Double> all = new ArrayList<>();
      collect(tree.root(), 1, all);
      weights = all.stream().mapToDouble(Double::doubleValue).toArray();
    }
    return new RandomDraw<>(roles, weights, seed);
  }

  /** A sibling's part of what its parent gets is its weight among all siblings. */
  private void collect(RoleNode parent, double part, List<Double> all) {
    double siblings = 0;
    for (Ranked branch : parent.branches().byName()) {
      siblings += branch.weight();
    }
    for (Ranked branch : parent.branches().byName()) {
      double own = part * branch.weight() / siblings;
      if (branch instanceof RoleNode node && node.hasBranches()) {
        collect(node, own, all);
      } else {
        roles.add(branch instanceof RoleLeaf leaf ? leaf.role() : (RoleNode) branch);
        all.add(own);
      }
    }
  }

  /** Active frameworks of the role; nobody may come or go meanwhile. */
  Iterator<? extends Ranked> clients(RoleNode role, long seed) {
    if (settings.frameworks() == Order.DRF) {
      return role.members().inOrder(View.ALL);
    }
    List<Client> clients =
        role.clients().stream().map(Client.class::cast).filter(Client::isActive).toList();
    double[] equal = new double[clients.size()];
    Arrays.fill(equal, 1);
    return new RandomDraw<>(clients, equal, RandomDraw.scramble(seed + role.role().hashCode()));
  }

  /** The active ones of some, in the order in which all would be asked. */
  List<Client> some(Collection<Client> wanted, long seed) {
    if (settings.roles() == Order.DRF && settings.frameworks() == Order.DRF) {
      return tree.inOrder(wanted);
    }
    Set<Client> left = new HashSet<>(wanted);
    List<Client> ordered = new ArrayList<>();
    Iterator<RoleNode> walk = roles(View.ALL, seed);
    while (walk.hasNext()) {
      clients(walk.next(), seed)
          .forEachRemaining(ranked -> {
            if (ranked instanceof Client client && left.contains(client)) {
              ordered.add(client);
            }
          });
    }
    return ordered;
  }
}
