package io.meseta.core.allocator;

import io.meseta.core.allocator.AllocatorSettings.Order;
import io.meseta.core.allocator.share.RandomDraw;
import io.meseta.core.allocator.share.Ranked;
import io.meseta.core.allocator.share.Ranking.View;
import io.meseta.core.allocator.share.RoleLeaf;
import io.meseta.core.allocator.share.RoleNode;
import io.meseta.core.allocator.share.RoleTree;
import io.meseta.core.allocator.share.RoleWalk;
import io.meseta.core.allocator.share.Urn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which order roles, and the frameworks of a role, are asked about an agent: by their shares, or
 * at random by weight ({@code --role_sorter}, {@code --framework_sorter}).
 */
final class Turns {

  private final RoleTree tree;
  private final AllocatorSettings settings;

  /** Roles with active frameworks and their weights in the whole tree, while the tree is that. */
  private final Map<View, Urn<RoleNode>> roles = new EnumMap<>(View.class);

  /** Active frameworks of each role that was asked, while the tree is that. */
  private final Map<RoleNode, Urn<Client>> clients = new HashMap<>();

  private long shape = -1;

  Turns(RoleTree tree, AllocatorSettings settings) {
    this.tree = tree;
    this.settings = settings;
  }

  /** Until the next stage roles may fall out of views, but none comes into one. */
  void beginStage() {
    roles.keySet().removeIf(view -> view != View.ALL);
  }

  /** Roles with active frameworks; nobody may come or go meanwhile. */
  Iterator<RoleNode> roles(View view, long seed) {
    return settings.roles() == Order.DRF
        ? new RoleWalk(tree.root(), view)
        : new Draw(view, RandomDraw.scramble(seed));
  }

  /** Roles by chance. When most of those in the urn are out of view, it is filled anew. */
  private final class Draw implements Iterator<RoleNode> {

    private final View view;
    private final Urn<RoleNode> urn;
    private final Iterator<RoleNode> drawn;
    private int outOfView;
    private @Nullable RoleNode next;

    Draw(View view, long seed) {
      this.view = view;
      this.urn = urn(view);
      this.drawn = urn.draw(seed);
      advance();
    }

    private void advance() {
      next = null;
      while (next == null && drawn.hasNext()) {
        RoleNode role = drawn.next();
        if (role.isIn(view)) {
          next = role;
        } else {
          outOfView++;
        }
      }
      if (next == null && outOfView > urn.size() / 2) {
        roles.remove(view);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public RoleNode next() {
      RoleNode role = next;
      if (role == null) {
        throw new NoSuchElementException();
      }
      advance();
      return role;
    }
  }

  private Urn<RoleNode> urn(View view) {
    followTree();
    Urn<RoleNode> known = roles.get(view);
    if (known == null) {
      known = view == View.ALL ? allRoles() : urn(View.ALL).only(role -> role.isIn(view));
      roles.put(view, known);
    }
    return known;
  }

  private void followTree() {
    if (shape != tree.shape()) {
      shape = tree.shape();
      roles.clear();
      clients.clear();
    }
  }

  private Urn<RoleNode> allRoles() {
    List<RoleNode> all = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    collect(tree.root(), 1, all, weights);
    return new Urn<>(all, weights.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A sibling's part of what its parent gets is its weight among all siblings. */
  private static void collect(
      RoleNode parent, double part, List<RoleNode> all, List<Double> weights) {
    double siblings = 0;
    for (Ranked branch : parent.branches().byName()) {
      siblings += branch.weight();
    }
    for (Ranked branch : parent.branches().byName()) {
      double own = part * branch.weight() / siblings;
      if (branch instanceof RoleNode node && node.hasBranches()) {
        collect(node, own, all, weights);
      } else {
        all.add(branch instanceof RoleLeaf leaf ? leaf.role() : (RoleNode) branch);
        weights.add(own);
      }
    }
  }

  /** Active frameworks of the role; nobody may come or go meanwhile. */
  Iterator<? extends Ranked> clients(RoleNode role, long seed) {
    if (settings.frameworks() == Order.DRF) {
      return role.members().inOrder(View.ALL);
    }
    followTree();
    return clients
        .computeIfAbsent(role, Turns::activeClients)
        .draw(RandomDraw.scramble(seed + role.role().hashCode()));
  }

  private static Urn<Client> activeClients(RoleNode role) {
    List<Client> active =
        role.clients().stream().map(Client.class::cast).filter(Client::isActive).toList();
    double[] equal = new double[active.size()];
    Arrays.fill(equal, 1);
    return new Urn<>(active, equal);
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
