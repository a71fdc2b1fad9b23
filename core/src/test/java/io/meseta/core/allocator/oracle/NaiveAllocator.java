package io.meseta.core.allocator.oracle;

import io.meseta.core.AgentId;
import io.meseta.core.allocator.AgentState;
import io.meseta.core.allocator.Placement;
import io.meseta.core.allocator.oracle.Cluster.Agent;
import io.meseta.core.allocator.oracle.Cluster.Client;
import io.meseta.core.allocator.oracle.Cluster.Refusal;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Allocates as Mesos reference §9 says, in the clearest way: asks every client about every agent
 * and works everything out anew for each question. With rules left out it does it wrongly.
 */
public final class NaiveAllocator {

  private final Cluster cluster;
  private final Set<Rule> ignored;
  private final Fairness fairness;
  private final QuotaSums quotas;
  private final List<Placement> placements = new ArrayList<>();

  /** An allocator for the cluster that leaves out some rules. */
  public NaiveAllocator(Cluster cluster, Set<Rule> ignored) {
    this.cluster = cluster;
    this.ignored = ignored;
    this.fairness = new Fairness(cluster, ignored);
    this.quotas = new QuotaSums(cluster, ignored);
  }

  /** Offers all that can be offered; agents are looked at in one order, and then in another. */
  public List<Placement> round(Comparator<AgentId> first, Comparator<AgentId> second) {
    placements.clear();
    if (cluster.agents.size() < cluster.heldFor && !ignored.contains(Rule.HOLD)) {
      return List.of();
    }
    if (!ignored.contains(Rule.GUARANTEE_FIRST)) {
      visit(first, true);
    }
    visit(second, false);
    return List.copyOf(placements);
  }

  private void visit(Comparator<AgentId> order, boolean guaranteesOnly) {
    cluster.agents.keySet().stream()
        .sorted(order)
        .map(cluster.agents::get)
        .filter(this::isOffered)
        .forEach(agent -> visit(agent, guaranteesOnly));
  }

  private boolean isOffered(Agent agent) {
    boolean listed =
        cluster.whitelist.map(hosts -> hosts.contains(agent.place.host())).orElse(true);
    return (listed || ignored.contains(Rule.WHITELIST))
        && (agent.state == AgentState.ACTIVE || ignored.contains(Rule.AGENT_STATE));
  }

  private void visit(Agent agent, boolean guaranteesOnly) {
    for (String role : fairness.rolesInOrder()) {
      for (Client client : fairness.clientsInOrder(role)) {
        Resources resources = place(client, agent, guaranteesOnly);
        if (!resources.isEmpty()) {
          cluster.offer(client, agent, resources);
          placements.add(new Placement(client.framework, role, agent.id, resources));
        }
      }
    }
  }

  /** What the client is offered of the agent. */
  private Resources place(Client client, Agent agent, boolean guaranteesOnly) {
    if (!isWelcome(client, agent)) {
      return Resources.EMPTY;
    }
    Resources usable = usable(client, agent);
    Resources charged = QuotaSums.chargeable(usable);
    Map<String, Long> budget = new HashMap<>();
    boolean progress = false;
    for (String name : charged.names()) {
      long available = charged.scalarThousandths(name);
      long guaranteed = Math.min(available, quotas.unmet(client.role, name));
      progress |= guaranteed > 0;
      budget.put(
          name,
          guaranteesOnly
              ? guaranteed + beyond(client, name, available - guaranteed, guaranteed)
              : beyond(client, name, available, 0));
    }
    Resources resources = usable.minus(charged).plus(cut(charged, budget));
    boolean offered =
        (progress || !guaranteesOnly)
            && !resources.isEmpty()
            && isEnough(client, resources)
            && !isRefused(client, agent, resources);
    return offered ? resources : Resources.EMPTY;
  }

  /** How much of an amount neither a limit nor the headroom forbids. */
  private long beyond(Client client, String name, long amount, long guaranteed) {
    long room = quotas.room(client.role, name, guaranteed);
    return Math.min(amount, Math.min(room, quotas.surplus(name)));
  }

  private boolean isWelcome(Client client, Agent agent) {
    boolean gpus =
        agent.total.scalarThousandths("gpus") == 0
            || !cluster.settings.filterGpuResources()
            || client.wish.can(Capability.Type.GPU_RESOURCES);
    boolean region = !agent.place.remote() || client.wish.can(Capability.Type.REGION_AWARE);
    boolean wanted = client.wish.rack().map(agent.place.rack()::equals).orElse(true);
    return (gpus || ignored.contains(Rule.GPU))
        && (region || ignored.contains(Rule.REGION))
        && (wanted || ignored.contains(Rule.CONSTRAINT));
  }

  /** What is free on the agent and the client's role and framework may have. */
  private Resources usable(Client client, Agent agent) {
    Resources usable = cluster.available(agent);
    if (!ignored.contains(Rule.RESERVATION)) {
      usable = usable.allocatableTo(client.role);
    }
    if (!can(client, Capability.Type.REVOCABLE_RESOURCES, Rule.REVOCABLE)) {
      usable = usable.nonRevocable();
    }
    if (!can(client, Capability.Type.SHARED_RESOURCES, Rule.SHARED)) {
      usable = usable.nonShared();
    }
    if (!can(client, Capability.Type.RESERVATION_REFINEMENT, Rule.REFINED)) {
      usable = usable.unrefined();
    }
    return ignored.contains(Rule.SHARED_ONCE) ? usable : usable.minus(offeredShared(client, agent));
  }

  private boolean can(Client client, Capability.Type capability, Rule rule) {
    return client.wish.can(capability) || ignored.contains(rule);
  }

  /** Shared volumes of the agent that the framework was offered and has not answered. */
  private Resources offeredShared(Client client, Agent agent) {
    return Resources.sum(
        cluster.offers().stream()
            .filter(offer -> offer.agent() == agent)
            .filter(offer -> offer.client().framework.equals(client.framework))
            .map(offer -> offer.resources().shared())
            .toList());
  }

  /** As much as the budget allows; ranges and sets have none, and what is whole stays whole. */
  private Resources cut(Resources resources, Map<String, Long> budget) {
    List<Resource> kept = new ArrayList<>();
    for (Resource resource : resources.toProtobuf()) {
      if (resource.getType() != Value.Type.SCALAR) {
        kept.add(resource);
        continue;
      }
      long amount = Resources.of(List.of(resource)).scalarThousandths(resource.getName());
      long left = budget.get(resource.getName());
      long taken = amount <= left ? amount : isWhole(resource) ? 0 : left;
      if (taken > 0) {
        kept.add(withAmount(resource, taken));
        budget.put(resource.getName(), left - taken);
      }
    }
    return Resources.of(kept);
  }

  private boolean isWhole(Resource resource) {
    boolean whole =
        switch (resource.getDisk().getSource().getType()) {
          case MOUNT, BLOCK -> true;
          case RAW -> resource.getDisk().getSource().hasId();
          case PATH, UNKNOWN -> false;
        };
    return (whole || resource.getDisk().hasPersistence()) && !ignored.contains(Rule.INDIVISIBLE);
  }

  static Resource withAmount(Resource resource, long thousandths) {
    return resource.toBuilder()
        .setScalar(Value.Scalar.newBuilder().setValue(thousandths / 1000.0))
        .build();
  }

  private boolean isEnough(Client client, Resources resources) {
    List<Map<String, Long>> minimum =
        ignored.contains(Rule.OWN_MINIMUM) || client.wish.minimum().isEmpty()
            ? cluster.settings.minimum().stream().map(Traits.Minimum::thousandths).toList()
            : client.wish.minimum().get();
    return ignored.contains(Rule.MINIMUM)
        || minimum.isEmpty()
        || minimum.stream().anyMatch(least -> holds(resources, least));
  }

  private static boolean holds(Resources resources, Map<String, Long> least) {
    return least.entrySet().stream()
        .allMatch(e -> resources.scalarThousandths(e.getKey()) >= e.getValue());
  }

  private boolean isRefused(Client client, Agent agent, Resources resources) {
    for (Refusal refusal : client.refusals) {
      boolean stands = refusal.until().isAfter(cluster.now) || ignored.contains(Rule.EXPIRY);
      if (refusal.agent() == agent && stands && refusal.resources().contains(resources)) {
        return !ignored.contains(Rule.REFUSAL);
      }
    }
    return false;
  }
}
