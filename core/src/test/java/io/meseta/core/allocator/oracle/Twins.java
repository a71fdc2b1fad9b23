package io.meseta.core.allocator.oracle;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.Allocator;
import io.meseta.core.allocator.ClientState;
import io.meseta.core.allocator.Placement;
import io.meseta.core.allocator.oracle.Cluster.Agent;
import io.meseta.core.allocator.oracle.Cluster.Client;
import io.meseta.core.allocator.oracle.Cluster.Holding;
import io.meseta.core.allocator.oracle.Cluster.Refusal;
import io.meseta.core.allocator.oracle.Happening.AgentJoins;
import io.meseta.core.allocator.oracle.Happening.AgentLeaves;
import io.meseta.core.allocator.oracle.Happening.AgentStateChanges;
import io.meseta.core.allocator.oracle.Happening.ClientJoins;
import io.meseta.core.allocator.oracle.Happening.ClientStateChanges;
import io.meseta.core.allocator.oracle.Happening.FrameworkLeaves;
import io.meseta.core.allocator.oracle.Happening.Holds;
import io.meseta.core.allocator.oracle.Happening.OfferAccepted;
import io.meseta.core.allocator.oracle.Happening.OfferDeclined;
import io.meseta.core.allocator.oracle.Happening.PlaceChanges;
import io.meseta.core.allocator.oracle.Happening.QuotaChanges;
import io.meseta.core.allocator.oracle.Happening.Reserves;
import io.meseta.core.allocator.oracle.Happening.Revives;
import io.meseta.core.allocator.oracle.Happening.Round;
import io.meseta.core.allocator.oracle.Happening.TaskEnds;
import io.meseta.core.allocator.oracle.Happening.TimePasses;
import io.meseta.core.allocator.oracle.Happening.TotalChanges;
import io.meseta.core.allocator.oracle.Happening.WeightChanges;
import io.meseta.core.allocator.oracle.Happening.WhitelistChanges;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/** Lets the same things happen to the allocator and to the naive one, and compares what they do. */
public final class Twins {

  /** In which order the allocator looks at agents. */
  public interface Orders {

    /** The order of one of the two stages of a round. */
    Comparator<AgentId> of(long seed, long round, int stage);
  }

  /** They do not do the same. */
  public static final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1;

    Difference(String text) {
      super(text);
    }
  }

  private final Cluster cluster;
  private final NaiveAllocator naive;
  private final Allocator engine;
  private final Orders orders;
  private long rounds;

  /** Both, without agents and frameworks; the naive one leaves out some rules. */
  public Twins(Story story, Orders orders, Set<Rule> ignored) {
    this.cluster = new Cluster(story.settings());
    this.naive = new NaiveAllocator(cluster, ignored);
    this.engine = new Allocator(story.settings());
    this.orders = orders;
  }

  /** Lets it happen to both. */
  public void happen(Happening happening) {
    switch (happening) {
      case AgentJoins joins -> join(joins);
      case AgentLeaves(int pick) -> pick(cluster.agents(), pick).ifPresent(this::leave);
      case TotalChanges(int pick, Resources total) ->
          pick(cluster.agents(), pick).ifPresent(agent -> changeTotal(agent, total));
      case PlaceChanges(int pick, Place place) ->
          pick(cluster.agents(), pick).ifPresent(agent -> move(agent, place));
      case AgentStateChanges change ->
          pick(cluster.agents(), change.pick())
              .ifPresent(agent -> {
                agent.state = change.state();
                engine.setAgentState(agent.id, change.state());
              });
      case WhitelistChanges(Optional<Set<String>> hosts) -> {
        cluster.whitelist = hosts;
        engine.setWhitelist(hosts);
      }
      case QuotaChanges change -> {
        cluster.quotas.put(change.role(), change.quota());
        engine.rules().putQuota(change.role(), change.quota());
      }
      case WeightChanges change -> {
        cluster.weights.put(change.role(), change.weight());
        engine.rules().putWeight(change.role(), change.weight());
      }
      case Holds(int agents) -> hold(agents);
      case TimePasses(int seconds) -> pass(seconds);
      case Round() -> round();
      case ClientJoins _, ClientStateChanges _, FrameworkLeaves _, Revives _ -> client(happening);
      case OfferAccepted _, OfferDeclined _, TaskEnds _, Reserves _ -> holding(happening);
    }
    check();
  }

  private void client(Happening happening) {
    switch (happening) {
      case ClientJoins joins -> join(joins);
      case ClientStateChanges change ->
          pick(cluster.clients(), change.pick())
              .ifPresent(client -> changeState(client, change.state()));
      case FrameworkLeaves(int pick) -> pick(cluster.clients(), pick).ifPresent(this::leave);
      case Revives(int pick) -> pick(cluster.clients(), pick).ifPresent(this::revive);
      default -> throw new IllegalArgumentException(happening.toString());
    }
  }

  private void holding(Happening happening) {
    switch (happening) {
      case OfferAccepted(int pick, int percent) ->
          pick(cluster.offers(), pick).ifPresent(offer -> accept(offer, percent));
      case OfferDeclined(int pick, int seconds) ->
          pick(cluster.offers(), pick).ifPresent(offer -> decline(offer, seconds));
      case TaskEnds(int pick) -> pick(cluster.uses(), pick).ifPresent(this::end);
      case Reserves(int pick, String below) ->
          pick(cluster.uses(), pick).ifPresent(use -> reserve(use, below));
      default -> throw new IllegalArgumentException(happening.toString());
    }
  }

  private static <T> Optional<T> pick(List<T> all, int number) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(number % all.size()));
  }

  // ---- agents -----------------------------------------------------------------------------------

  private void join(AgentJoins joins) {
    AgentId id = new AgentId("S" + joins.number());
    if (!cluster.agents.containsKey(id)) {
      cluster.add(new Agent(id, joins.total(), joins.place()));
      engine.addAgent(id, joins.total());
      engine.setSite(id, joins.place().toSite());
    }
  }

  private void leave(Agent agent) {
    List.copyOf(cluster.holdings).stream()
        .filter(holding -> holding.agent() == agent)
        .forEach(this::end);
    cluster.remove(agent);
    engine.removeAgent(agent.id);
  }

  /** What is reserved and in use stays. */
  private void changeTotal(Agent agent, Resources total) {
    agent.total = total;
    engine.changeTotal(agent.id, total);
  }

  private void move(Agent agent, Place place) {
    if (!agent.place.rack().equals(place.rack())) {
      cluster.clients.forEach(client -> client.refusals.removeIf(r -> r.agent() == agent));
    }
    agent.place = place;
    engine.setSite(agent.id, place.toSite());
  }

  private void hold(int agents) {
    cluster.hold(agents);
    if (agents == 0) {
      engine.resume();
    } else {
      engine.hold(agents);
    }
  }

  // ---- clients ----------------------------------------------------------------------------------

  private void join(ClientJoins joins) {
    FrameworkId framework = new FrameworkId("f" + joins.number());
    Client client = cluster.client(framework, joins.role(), joins.wish());
    client.wish = joins.wish();
    client.state = ClientState.ACTIVE;
    engine.putClient(framework, joins.role(), joins.wish().toTraits(joins.role()));
    engine.setClientState(framework, joins.role(), ClientState.ACTIVE);
  }

  private void changeState(Client client, ClientState state) {
    client.state = state;
    engine.setClientState(client.framework, client.role, state);
  }

  private void leave(Client left) {
    List.copyOf(cluster.holdings).stream()
        .filter(holding -> holding.client().framework.equals(left.framework))
        .forEach(this::end);
    cluster.clients().stream()
        .filter(client -> client.framework.equals(left.framework))
        .forEach(cluster::remove);
    engine.removeClients(left.framework);
  }

  private void revive(Client client) {
    client.refusals.clear();
    engine.revive(client.framework, client.role);
  }

  // ---- what clients have ------------------------------------------------------------------------

  /** Of numbers a part is used, of all else everything. */
  private void accept(Holding offer, int percent) {
    List<Resource> used = new ArrayList<>();
    for (Resource resource : offer.resources().toProtobuf()) {
      if (resource.hasDisk() || resource.getType() != Value.Type.SCALAR) {
        used.add(resource);
      } else {
        long amount = Resources.of(List.of(resource)).scalarThousandths(resource.getName());
        used.add(NaiveAllocator.withAmount(resource, Math.max(1, amount * percent / 100)));
      }
    }
    Client client = offer.client();
    cluster.holdings.remove(offer);
    engine.withdraw(client.framework, client.role, offer.agent().id, offer.resources());
    if (cluster.clients.contains(client)) {
      use(client, offer.agent(), Resources.of(used));
    }
  }

  private void use(Client client, Agent agent, Resources resources) {
    cluster.holdings.add(new Holding(client, agent, resources, false));
    engine.allocate(client.framework, client.role, agent.id, resources);
  }

  private void decline(Holding offer, int seconds) {
    Client client = offer.client();
    Instant until = cluster.now.plusSeconds(seconds);
    if (seconds > 0) {
      client.refusals.add(new Refusal(client, offer.agent(), offer.resources(), until));
      engine
          .filters()
          .add(client.framework, client.role, offer.agent().id, offer.resources(), until);
    }
    end(offer);
  }

  /** The client gives it back. */
  private void end(Holding holding) {
    Client client = holding.client();
    cluster.holdings.remove(holding);
    if (holding.offered()) {
      engine.withdraw(client.framework, client.role, holding.agent().id, holding.resources());
    } else {
      engine.release(client.framework, client.role, holding.agent().id, holding.resources());
    }
  }

  /** Memory that is used is reserved for the role, or one below. */
  private void reserve(Holding use, String below) {
    String role = use.client().role + below;
    Resources memory = QuotaSums.chargeable(use.resources()).named("mem");
    boolean there = use.agent().total.contains(memory);
    if (memory.isEmpty() || role.startsWith("*") || !there) {
      return;
    }
    ReservationInfo reservation = Hardware.reservation(role, ReservationInfo.Type.DYNAMIC);
    Resources reserved =
        Resources.of(
            memory.toProtobuf().stream()
                .map(resource -> resource.toBuilder().addReservations(reservation).build())
                .toList());
    Client client = use.client();
    Agent agent = use.agent();
    agent.total = agent.total.minus(memory).plus(reserved);
    cluster.holdings.remove(use);
    cluster.holdings.add(
        new Holding(client, agent, use.resources().minus(memory).plus(reserved), false));
    engine.release(client.framework, client.role, agent.id, memory);
    engine.changeTotal(agent.id, agent.total);
    engine.allocate(client.framework, client.role, agent.id, reserved);
  }

  // ---- time -------------------------------------------------------------------------------------

  private void pass(int seconds) {
    cluster.now = cluster.now.plusSeconds(seconds);
    for (Refusal refusal : cluster.refusals()) {
      if (!refusal.until().isAfter(cluster.now)) {
        Client client = refusal.client();
        engine.filters().expire(client.framework, client.role, refusal.agent().id, cluster.now);
      }
    }
  }

  private void round() {
    boolean work = engine.hasWork();
    List<Placement> found = work ? engineRound() : List.of();
    long seed = cluster.settings.seed();
    List<Placement> expected = naive.round(orders.of(seed, rounds, 1), orders.of(seed, rounds, 2));
    rounds += work ? 1 : 0;
    require(expected.equals(found), "offers", expected, found);
  }

  private List<Placement> engineRound() {
    List<Placement> made = new ArrayList<>();
    var round = engine.round();
    for (Optional<Placement> next = round.next(); next.isPresent(); next = round.next()) {
      engine.offer(next.get(), cluster.now);
      made.add(next.get());
    }
    engine.finishRound();
    return made;
  }

  private void check() {
    for (Agent agent : cluster.agents()) {
      require(
          cluster.available(agent).equals(engine.available(agent.id)),
          "free on " + agent.id,
          cluster.available(agent),
          engine.available(agent.id));
    }
    for (String role : cluster.quotas.keySet()) {
      for (String name : List.of("cpus", "mem", "disk", "gpus")) {
        long expected = QuotaSums.of(cluster).consumed(role, name);
        long found = engine.rules().consumed(role).getOrDefault(name, 0L);
        require(expected == found, name + " consumed by " + role, expected, found);
      }
    }
  }

  private static void require(boolean same, String what, Object expected, Object found) {
    if (!same) {
      throw new Difference("%s:%n  naive:  %s%n  engine: %s".formatted(what, expected, found));
    }
  }
}
