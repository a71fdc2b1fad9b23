package io.meseta.core.allocator;

import io.meseta.core.FrameworkId;
import io.meseta.core.resource.Resources;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Dominant resource fairness: roles by what they have of the whole cluster relative to their
 * weight, and within a role its frameworks (Mesos reference §9.1). Kept sorted by changes; only a
 * change of the cluster's size sorts everything anew.
 */
final class FairOrder {

  private final Map<String, Double> weights;
  private final Quantities.Index index = new Quantities.Index();
  private final Quantities total = new Quantities(index);
  private final Map<String, RoleNode> roles = new HashMap<>();

  /** Roles with active clients. A role must be taken out before its share changes. */
  private final TreeSet<RoleNode> active = new TreeSet<>();

  private boolean totalChanged;

  FairOrder(Map<String, Double> weights) {
    this.weights = weights;
  }

  void addTotal(Resources resources) {
    total.add(resources);
    totalChanged = true;
  }

  void subtractTotal(Resources resources) {
    total.subtract(resources);
    totalChanged = true;
  }

  Client add(FrameworkId framework, String role, Traits traits) {
    RoleNode node = roles.computeIfAbsent(role, this::newRole);
    Client client = new Client(framework, node, traits, new Quantities(index));
    node.clients.add(client);
    return client;
  }

  private RoleNode newRole(String name) {
    return new RoleNode(name, weights.getOrDefault(name, 1.0), new Quantities(index));
  }

  void remove(Client client) {
    setActive(client, false);
    client.role.clients.remove(client);
    if (client.role.clients.isEmpty()) {
      roles.remove(client.role.name);
    }
  }

  void setActive(Client client, boolean value) {
    RoleNode role = client.role;
    active.remove(role);
    if (value) {
      role.active.add(client);
    } else {
      role.active.remove(client);
    }
    client.active = value;
    if (!role.active.isEmpty()) {
      active.add(role);
    }
  }

  void allocate(Client client, Resources resources) {
    takeOut(client);
    client.allocated.add(resources);
    client.role.allocated.add(resources);
    client.countAllocation();
    client.role.countAllocation();
    putBack(client);
  }

  void release(Client client, Resources resources) {
    takeOut(client);
    client.allocated.subtract(resources);
    client.role.allocated.subtract(resources);
    putBack(client);
  }

  private void takeOut(Client client) {
    active.remove(client.role);
    client.role.active.remove(client);
  }

  private void putBack(Client client) {
    weigh(client);
    weigh(client.role);
    if (client.active) {
      client.role.active.add(client);
    }
    if (!client.role.active.isEmpty()) {
      active.add(client.role);
    }
  }

  private void weigh(Client client) {
    client.share(client.allocated.dominantShare(total));
  }

  private void weigh(RoleNode role) {
    role.share(role.allocated.dominantShare(total) / role.weight);
  }

  /** Sorts everything anew if the cluster has another size than before. */
  void refresh() {
    if (!totalChanged) {
      return;
    }
    totalChanged = false;
    active.clear();
    for (RoleNode role : roles.values()) {
      role.active.clear();
      weigh(role);
      for (Client client : role.clients) {
        weigh(client);
        if (client.active) {
          role.active.add(client);
        }
      }
      if (!role.active.isEmpty()) {
        active.add(role);
      }
    }
  }

  /** The first active client, in order, of a role that may have something and then does. */
  <T> Optional<T> first(Predicate<String> role, Function<Client, Optional<T>> attempt) {
    for (RoleNode node : active) {
      if (!role.test(node.name)) {
        continue;
      }
      for (Client client : node.active) {
        Optional<T> found = attempt.apply(client);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The active ones of the clients, in order. */
  List<Client> sorted(Collection<Client> some) {
    return some.stream()
        .filter(client -> client.active)
        .sorted(Comparator.comparing((Client c) -> c.role).thenComparing(c -> c))
        .toList();
  }
}
