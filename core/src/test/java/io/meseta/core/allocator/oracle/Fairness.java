package io.meseta.core.allocator.oracle;

import io.meseta.core.AgentId;
import io.meseta.core.allocator.ClientState;
import io.meseta.core.allocator.oracle.Cluster.Client;
import io.meseta.core.allocator.oracle.Cluster.Holding;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hierarchical dominant resource fairness (Mesos reference §9.1): siblings in the tree of roles
 * stand in line by what they have of the whole cluster relative to their weight; then by how often
 * they were offered something; then by name. The clients of a role that has roles below stand in
 * line with those as one sibling of weight 1, named ".".
 */
final class Fairness {

  /** Somebody in line. */
  private record Sibling(String name, double share, long offers, List<String> roles) {}

  private static final Comparator<Sibling> LINE =
      Comparator.comparingDouble(Sibling::share)
          .thenComparingLong(Sibling::offers)
          .thenComparing(Sibling::name);

  private final Cluster cluster;
  private final Set<Rule> ignored;

  Fairness(Cluster cluster, Set<Rule> ignored) {
    this.cluster = cluster;
    this.ignored = ignored;
  }

  /** Roles with active clients, in the order in which they are served. */
  List<String> rolesInOrder() {
    if (ignored.contains(Rule.HIERARCHY)) {
      List<Sibling> all =
          cluster.roles().stream()
              .filter(this::hasActiveClients)
              .map(role -> sibling(role, role, cluster.offersIn, clientsIn(role), List.of(role)))
              .toList();
      return inOrder(all);
    }
    return below("");
  }

  private List<String> below(String parent) {
    List<Sibling> siblings = new ArrayList<>();
    for (String role : cluster.roles()) {
      if (isChild(role, parent)) {
        List<String> inside = below(role);
        if (!inside.isEmpty()) {
          String name = role.substring(role.lastIndexOf('/') + 1);
          Stream<Holding> holdings = cluster.holdingsBelow(role);
          siblings.add(sibling(name, role, cluster.offersBelow, holdings, inside));
        }
      }
    }
    if (hasActiveClients(parent)) {
      siblings.add(sibling(".", parent, cluster.offersIn, clientsIn(parent), List.of(parent)));
    }
    return inOrder(siblings);
  }

  private static boolean isChild(String role, String parent) {
    int slash = role.lastIndexOf('/');
    return parent.equals(slash < 0 ? "" : role.substring(0, slash));
  }

  private List<String> inOrder(List<Sibling> siblings) {
    return siblings.stream().sorted(LINE).flatMap(sibling -> sibling.roles().stream()).toList();
  }

  private Sibling sibling(
      String name,
      String role,
      Map<String, Long> offers,
      Stream<Holding> holdings,
      List<String> inside) {
    double weight = name.equals(".") ? 1 : weight(role);
    long count = offers.getOrDefault(role, 0L);
    return new Sibling(name, share(holdings.toList()) / weight, counted(count), inside);
  }

  private double weight(String role) {
    return ignored.contains(Rule.WEIGHT) ? 1 : cluster.weights.getOrDefault(role, 1.0);
  }

  private long counted(long offers) {
    return ignored.contains(Rule.OFFER_COUNT) ? 0 : offers;
  }

  private boolean hasActiveClients(String role) {
    return cluster.clients.stream().anyMatch(c -> c.role.equals(role) && isActive(c));
  }

  private boolean isActive(Client client) {
    return client.state == ClientState.ACTIVE
        || (ignored.contains(Rule.CLIENT_STATE) && client.state == ClientState.SUPPRESSED);
  }

  private Stream<Holding> clientsIn(String role) {
    return cluster.holdings.stream().filter(holding -> holding.client().role.equals(role));
  }

  /** Active clients of exactly this role, in the order in which they are served. */
  List<Client> clientsInOrder(String role) {
    Map<Client, Sibling> line = new HashMap<>();
    for (Client client : cluster.clients) {
      if (client.role.equals(role) && isActive(client)) {
        List<Holding> own =
            cluster.holdings.stream().filter(holding -> holding.client() == client).toList();
        String name = client.framework.value();
        line.put(client, new Sibling(name, share(own), counted(client.offers), List.of()));
      }
    }
    return line.keySet().stream().sorted(Comparator.comparing(line::get, LINE)).toList();
  }

  /** The greatest share of any one resource in the cluster. */
  private double share(List<Holding> holdings) {
    if (ignored.contains(Rule.FAIRNESS)) {
      return 0;
    }
    Map<String, Long> total = new HashMap<>();
    cluster.agents.values().forEach(agent -> add(total, agent.total));
    Map<String, Long> own = new HashMap<>();
    inAgents(holdings).values().forEach(resources -> add(own, resources));
    double share = 0;
    for (String name : own.keySet()) {
      if (counts(name) && total.getOrDefault(name, 0L) > 0) {
        share = Math.max(share, (double) own.get(name) / total.get(name));
      }
    }
    return share;
  }

  private boolean counts(String name) {
    return ignored.contains(Rule.EXCLUDED_FROM_SHARES)
        || !cluster.settings.fairSharingExcluded().contains(name);
  }

  /** What is shared counts once on each agent, however many copies of it there are. */
  private static Map<AgentId, Resources> inAgents(List<Holding> holdings) {
    Map<AgentId, Resources> byAgent = new HashMap<>();
    for (Holding holding : holdings) {
      byAgent.merge(holding.agent().id, holding.resources(), Resources::plus);
    }
    return byAgent;
  }

  private static void add(Map<String, Long> sums, Resources resources) {
    resources.forEachScalar((name, amount) -> sums.merge(name, amount, Long::sum));
  }
}
