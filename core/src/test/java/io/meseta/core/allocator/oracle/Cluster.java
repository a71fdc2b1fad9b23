package io.meseta.core.allocator.oracle;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.AgentState;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.allocator.ClientState;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All that is true of a cluster, and nothing that could be worked out from it. */
public final class Cluster {

  /** An agent and all it has. */
  public static final class Agent {
    final AgentId id;
    Resources total;
    AgentState state = AgentState.ACTIVE;
    Place place;

    Agent(AgentId id, Resources total, Place place) {
      this.id = id;
      this.total = total;
      this.place = place;
    }

    /** Its name. */
    public AgentId id() {
      return id;
    }

    /** All it has. */
    public Resources total() {
      return total;
    }
  }

  /** A framework in one of its roles. */
  public static final class Client {
    final FrameworkId framework;
    final String role;
    final List<Refusal> refusals = new ArrayList<>();
    ClientState state = ClientState.UNSUBSCRIBED;
    Wish wish;

    /** How many offers were made to it. */
    long offers;

    Client(FrameworkId framework, String role, Wish wish) {
      this.framework = framework;
      this.role = role;
      this.wish = wish;
    }

    /** Its framework. */
    public FrameworkId framework() {
      return framework;
    }

    /** Its role. */
    public String role() {
      return role;
    }
  }

  /** What a client does not want of an agent before a time, nor less of it. */
  public record Refusal(Client client, Agent agent, Resources resources, Instant until) {}

  /** What a client was offered, or uses. */
  public record Holding(Client client, Agent agent, Resources resources, boolean offered) {}

  final AllocatorSettings settings;
  final Map<AgentId, Agent> agents = new LinkedHashMap<>();
  final List<Client> clients = new ArrayList<>();
  final List<Holding> holdings = new ArrayList<>();
  final Map<String, Quota> quotas = new HashMap<>();
  final Map<String, Double> weights = new HashMap<>();
  Optional<Set<String>> whitelist = Optional.empty();
  Instant now = Instant.EPOCH;

  /** So many agents must be known once before anything is offered. */
  int heldFor;

  /** How many offers were made to all clients of a role and below, since it has any. */
  final Map<String, Long> offersBelow = new HashMap<>();

  /** How many offers were made to clients of exactly this role. */
  final Map<String, Long> offersIn = new HashMap<>();

  /** A cluster without agents and frameworks. */
  public Cluster(AllocatorSettings settings) {
    this.settings = settings;
    weights.putAll(settings.weights());
  }

  // ---- what is asked ----------------------------------------------------------------------------

  /** All agents, in the order in which they came. */
  public List<Agent> agents() {
    return List.copyOf(agents.values());
  }

  /** All clients, in the order in which they came. */
  public List<Client> clients() {
    return List.copyOf(clients);
  }

  /** What clients were offered, and have not answered. */
  public List<Holding> offers() {
    return holdings.stream().filter(Holding::offered).toList();
  }

  /** What clients use. */
  public List<Holding> uses() {
    return holdings.stream().filter(holding -> !holding.offered()).toList();
  }

  /** All refusals, over or not. */
  public List<Refusal> refusals() {
    return clients.stream().flatMap(client -> client.refusals.stream()).toList();
  }

  /** What nobody has of the agent; what is shared is there for everybody. */
  public Resources available(Agent agent) {
    Resources taken =
        Resources.sum(
            holdings.stream().filter(h -> h.agent == agent).map(Holding::resources).toList());
    Resources free = agent.total.nonShared().minus(taken.nonShared()).positive();
    return free.plus(agent.total.shared());
  }

  Stream<Holding> holdingsBelow(String role) {
    return holdings.stream().filter(h -> Roles.isSameOrBelow(h.client.role, role));
  }

  /** The roles with clients, and those above them. */
  Set<String> roles() {
    Set<String> roles = new java.util.TreeSet<>();
    for (Client client : clients) {
      roles.add(client.role);
      for (int i = client.role.indexOf('/'); i > 0; i = client.role.indexOf('/', i + 1)) {
        roles.add(client.role.substring(0, i));
      }
    }
    return roles;
  }

  // ---- what happens -----------------------------------------------------------------------------

  Client client(FrameworkId framework, String role, Wish wish) {
    return clients.stream()
        .filter(c -> c.framework.equals(framework) && c.role.equals(role))
        .findFirst()
        .orElseGet(() -> {
          Client client = new Client(framework, role, wish);
          clients.add(client);
          return client;
        });
  }

  /** An offer is made. */
  void offer(Client client, Agent agent, Resources resources) {
    holdings.add(new Holding(client, agent, resources, true));
    client.offers++;
    offersIn.merge(client.role, 1L, Long::sum);
    roles().stream()
        .filter(role -> Roles.isSameOrBelow(client.role, role))
        .forEach(role -> offersBelow.merge(role, 1L, Long::sum));
  }

  void add(Agent agent) {
    agents.put(agent.id, agent);
    hold(heldFor);
  }

  /** Once enough agents are known, nothing is held back any more, even if they go again. */
  void hold(int number) {
    heldFor = agents.size() < number ? number : 0;
  }

  void remove(Agent agent) {
    agents.remove(agent.id);
    clients.forEach(client -> client.refusals.removeIf(refusal -> refusal.agent == agent));
  }

  void remove(Client client) {
    Set<String> before = roles();
    clients.remove(client);
    Set<String> after = roles();
    offersBelow.keySet().retainAll(after);
    offersIn.keySet().retainAll(after);
    for (String role : after) {
      if (hasRolesBelow(before, role) && !hasRolesBelow(after, role)) {
        offersIn.put(role, offersBelow.getOrDefault(role, 0L));
      }
    }
  }

  static boolean hasRolesBelow(Set<String> roles, String role) {
    return roles.stream().anyMatch(other -> Roles.isBelow(other, role));
  }
}
