package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is free on which agent and whose turn it is (Mesos reference §9). It is told of every
 * change and looks only at what changed: agents on which something came free, and frameworks that
 * want again what they did not want before. It must not decide when to offer, and must not change
 * anything when asked what to offer.
 *
 * <p>All resources here are without allocation; roles stand beside them.
 */
public final class Allocator {

  private final Engine engine;
  private final Agenda agenda;
  private final Map<AgentId, AgentSlot> agents = new LinkedHashMap<>();
  private final Map<FrameworkId, Map<String, Client>> clients = new HashMap<>();
  private Optional<Set<String>> whitelist = Optional.empty();

  /** How many agents must be known before anything is offered. */
  private int awaitedAgents;

  /** An allocator without agents and frameworks. */
  public Allocator(AllocatorSettings settings) {
    this.engine = new Engine(settings);
    this.agenda = engine.agenda();
  }

  // ---- agents ---------------------------------------------------------------------------------

  /** An agent more, with all it has. */
  public void addAgent(AgentId agent, Resources total) {
    AgentSlot slot = new AgentSlot(agent, total, engine.index());
    agents.put(agent, slot);
    slot.whitelisted(isWhitelisted(slot));
    engine.ledger().add(slot);
    noticeFree(slot);
    if (agents.size() >= awaitedAgents) {
      resume();
    }
  }

  /** An agent has other resources than before. */
  public void changeTotal(AgentId agent, Resources total) {
    AgentSlot slot = slot(agent);
    if (!slot.total().resources().equals(total)) {
      engine.ledger().changeTotal(slot, total);
      agenda.relief |= engine.quotas().any();
    }
    noticeFree(slot);
  }

  /**
   * Where the agent is, and what it says of itself; before, it has no attributes. Whoever refused
   * it may think otherwise once it has others.
   */
  public void setSite(AgentId agent, Site site) {
    AgentSlot slot = slot(agent);
    Site before = slot.site();
    if (!before.equals(site)) {
      slot.site(site);
      slot.whitelisted(isWhitelisted(slot));
      engine.ledger().free().update(slot);
      if (!before.info().getAttributesList().equals(site.info().getAttributesList())) {
        forgetRefusals(agent);
      }
      noticeFree(slot);
    }
  }

  /** Whether resources of the agent are to be offered, and if not, why. */
  public void setAgentState(AgentId agent, AgentState state) {
    AgentSlot slot = slot(agent);
    slot.state(state);
    engine.ledger().free().update(slot);
    noticeFree(slot);
  }

  /** The names of the only hosts whose resources are offered, or empty for all hosts. */
  public void setWhitelist(Optional<Set<String>> hostnames) {
    whitelist = hostnames.map(Set::copyOf);
    for (AgentSlot slot : agents.values()) {
      boolean welcome = isWhitelisted(slot);
      if (welcome != slot.isWhitelisted()) {
        slot.whitelisted(welcome);
        engine.ledger().free().update(slot);
        noticeFree(slot);
      }
    }
  }

  private boolean isWhitelisted(AgentSlot slot) {
    return whitelist.map(hosts -> hosts.contains(slot.site().info().getHostname())).orElse(true);
  }

  /** An agent less. All its resources must have been released before. */
  public void removeAgent(AgentId agent) {
    AgentSlot slot = slot(agent);
    engine.ledger().remove(slot);
    agenda.relief |= engine.quotas().any();
    forgetRefusals(agent);
    agents.remove(agent);
    agenda.forget(slot);
  }

  private void forgetRefusals(AgentId agent) {
    clients.values().forEach(roles -> roles.values().forEach(c -> c.refusals.clear(agent)));
  }

  AgentSlot slot(AgentId agent) {
    AgentSlot slot = agents.get(agent);
    if (slot == null) {
      throw new IllegalStateException("agent " + agent + " is not known to the allocator");
    }
    return slot;
  }

  /** Something may have come free on the agent. */
  private void noticeFree(AgentSlot slot) {
    if (slot.canOffer()) {
      agenda.freed.add(slot);
    } else {
      agenda.forget(slot);
    }
  }

  // ---- frameworks -----------------------------------------------------------------------------

  /** The framework may have resources of the role; whether it is offered any is told apart. */
  public void putClient(FrameworkId framework, String role, Traits traits) {
    Map<String, Client> roles = clients.computeIfAbsent(framework, _ -> new LinkedHashMap<>());
    Client client = roles.get(role);
    if (client == null) {
      client = new Client(framework, engine.tree().grow(role), traits, engine.index());
      roles.put(role, client);
      engine.tree().enter(client);
      engine.countClients(1);
      client.traits(traits, engine.settings().minimum());
      noticeChoosy(client, 1);
    } else if (!client.traits().equals(traits)) {
      noticeChoosy(client, -1);
      client.traits(traits, engine.settings().minimum());
      noticeChoosy(client, 1);
      wake(client);
    }
  }

  private void noticeChoosy(Client client, int change) {
    if (client.traits().minimum().isPresent()) {
      engine.countChoosy(client, change);
    }
  }

  /** What the client could not have before, it may have now. */
  private void wake(Client client) {
    if (client.isActive()) {
      agenda.woken.add(client);
    }
  }

  /** Short for {@link ClientState#ACTIVE}, or {@link ClientState#SUPPRESSED}. */
  public void setClientActive(FrameworkId framework, String role, boolean active) {
    setClientState(framework, role, active ? ClientState.ACTIVE : ClientState.SUPPRESSED);
  }

  /** Whether the framework is offered resources of the role; no work before {@link #putClient}. */
  public void setClientState(FrameworkId framework, String role, ClientState state) {
    Client client = find(framework, role);
    if (client == null || client.state() == state) {
      return;
    }
    client.state(state);
    engine.tree().setActive(client, client.isActive());
    if (client.isActive()) {
      agenda.woken.add(client);
    } else {
      agenda.woken.remove(client);
    }
  }

  /** The framework is no more. All its resources must have been released before. */
  public void removeClients(FrameworkId framework) {
    Map<String, Client> gone = clients.remove(framework);
    if (gone != null) {
      gone.values().forEach(this::remove);
    }
  }

  /** The framework is no more in the role. What it had of it must have been released before. */
  public void removeClient(FrameworkId framework, String role) {
    Map<String, Client> roles = clients.getOrDefault(framework, Map.of());
    Client gone = roles.get(role);
    if (gone != null) {
      remove(gone);
      roles.remove(role);
      if (roles.isEmpty()) {
        clients.remove(framework);
      }
    }
  }

  private void remove(Client client) {
    noticeChoosy(client, -1);
    engine.tree().leave(client);
    engine.countClients(-1);
    agenda.forget(client);
  }

  /** Whether the framework is known in the role. */
  public boolean hasClient(FrameworkId framework, String role) {
    return find(framework, role) != null;
  }

  /** The roles in which the framework is known. */
  public Set<String> roles(FrameworkId framework) {
    return Set.copyOf(clients.getOrDefault(framework, Map.of()).keySet());
  }

  private @Nullable Client find(FrameworkId framework, String role) {
    Map<String, Client> roles = clients.get(framework);
    return roles == null ? null : roles.get(role);
  }

  Client client(FrameworkId framework, String role) {
    Client client = find(framework, role);
    if (client == null) {
      throw new IllegalStateException(framework + " is not known to the allocator in " + role);
    }
    return client;
  }

  // ---- rules from outside ---------------------------------------------------------------------

  /**
   * What is guaranteed to the role and those below it, and what they may have at most; {@link
   * Quota#NONE} takes it away. Offers stay as they are.
   *
   * @throws IllegalArgumentException if there is a role above this one
   */
  public void putQuota(String role, Quota quota) {
    if (role.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a quota for " + role + ", which is not a top-level role");
    }
    boolean first = !engine.quotas().any();
    engine.quotas().put(role, quota);
    if (first && engine.quotas().any()) {
      engine.tree().showViews();
    }
    agenda.relief = true;
  }

  /** What is guaranteed to the role, and what it may have at most. */
  public Quota quota(String role) {
    return engine.quotas().quota(role);
  }

  /** Whether any role has a quota. */
  public boolean hasQuotas() {
    return engine.quotas().any();
  }

  /**
   * What counts against the role's quota, in thousandths by resource name: what is reserved for it
   * and those below it, and what else they are offered or use that is there to stay.
   */
  public Map<String, Long> consumed(String role) {
    return engine.quotas().consumed(role);
  }

  /** How the roles that have frameworks stand. */
  public Map<String, Standing> standings() {
    Map<String, Standing> standings = new HashMap<>();
    for (Map<String, Client> roles : clients.values()) {
      for (Client client : roles.values()) {
        double share = engine.tree().share(client.role());
        Standing one = new Standing(share, client.refusals.size());
        standings.merge(client.role().role(), one, Standing::and);
      }
    }
    return standings;
  }

  /**
   * The role's share relative to its siblings. Changes who comes first from now on, not what is
   * offered already.
   */
  public void putWeight(String role, double weight) {
    engine.tree().setWeight(role, weight);
  }

  /** The weights of all roles that were given one. */
  public Map<String, Double> weights() {
    return Map.copyOf(engine.tree().weights());
  }

  /**
   * Offers nothing until so many agents are known, or {@link #resume}: after an election, with
   * guarantees to keep, a part of the cluster says little about the whole.
   */
  public void hold(int agentCount) {
    awaitedAgents = agentCount > agents.size() ? agentCount : 0;
  }

  /** Waits for no more agents. */
  public void resume() {
    awaitedAgents = 0;
  }

  Reason.AgentsAwaited agentsAwaited() {
    return new Reason.AgentsAwaited(agents.size(), awaitedAgents);
  }

  /** Whether nothing is offered because agents are awaited. */
  public boolean isHeld() {
    return awaitedAgents > 0;
  }

  // ---- what is promised and in use ------------------------------------------------------------

  /** The framework is promised resources of the agent. */
  public void offer(Placement placement, Instant at) {
    AgentSlot slot = slot(placement.agent());
    Client client = client(placement.framework(), placement.role());
    engine.tree().countOffer(client, 1);
    take(client, slot, placement.resources());
    slot.offer(placement, at);
  }

  /** The offer is no more, whether it was accepted, declined or taken back. */
  public void withdraw(FrameworkId framework, String role, AgentId agent, Resources resources) {
    slot(agent).withdraw(new Placement(framework, role, agent, resources));
    release(framework, role, agent, resources);
  }

  /** The framework uses resources of the agent. */
  public void allocate(FrameworkId framework, String role, AgentId agent, Resources resources) {
    take(client(framework, role), slot(agent), resources);
  }

  private void take(Client client, AgentSlot slot, Resources resources) {
    engine.ledger().charge(client, slot, resources);
    if (!slot.canOffer()) {
      agenda.forget(slot);
    }
  }

  /** The framework gives resources of the agent back. */
  public void release(FrameworkId framework, String role, AgentId agent, Resources resources) {
    AgentSlot slot = slot(agent);
    Client client = client(framework, role);
    engine.ledger().credit(client, slot, resources);
    agenda.relief |= client.role().account().quota() != Quota.NONE;
    noticeFree(slot);
  }

  /** What nobody has on the agent, and what can be shared. */
  public Resources available(AgentId agent) {
    return slot(agent).available().resources();
  }

  // ---- what is not wanted ---------------------------------------------------------------------

  /** The framework does not want these resources of the agent, nor less, before the time. */
  public void refuse(
      FrameworkId framework, String role, AgentId agent, Resources resources, Instant until) {
    client(framework, role).refusals.add(agent, resources, until);
  }

  /** Forgets refusals whose time has passed. */
  public void expire(FrameworkId framework, String role, AgentId agent, Instant now) {
    Client client = find(framework, role);
    AgentSlot slot = agents.get(agent);
    if (client != null && slot != null) {
      client.refusals.expire(agent, now);
      if (client.isActive() && slot.canOffer()) {
        agenda.stir(slot, client);
      }
    }
  }

  /** When the framework's next refusal for resources of the agent ends. */
  public Optional<Instant> nextExpiry(FrameworkId framework, String role, AgentId agent) {
    return Optional.ofNullable(find(framework, role))
        .flatMap(client -> client.refusals.nextExpiry(agent));
  }

  /** Forgets all refusals of the framework in the role, and offers it everything again. */
  public void revive(FrameworkId framework, String role) {
    Client client = find(framework, role);
    if (client != null) {
      client.refusals.clear();
      wake(client);
    }
  }

  /** The agents of which the framework refused something in the role. */
  public Set<AgentId> refusedAgents(FrameworkId framework, String role) {
    Client client = find(framework, role);
    return client == null ? Set.of() : client.refusals.agents();
  }

  /** Forgets all refusals of the framework in the role. */
  public void forgetRefusals(FrameworkId framework, String role) {
    Client client = find(framework, role);
    if (client != null) {
      client.refusals.clear();
    }
  }

  // ---- what to offer --------------------------------------------------------------------------

  /** Whether something changed that may lead to offers. */
  public boolean hasWork() {
    return awaitedAgents == 0 && (!agenda.isEmpty() || engine.hasRelief());
  }

  /**
   * Why the framework, in the role, is offered resources of the agent by the next round, or is not.
   *
   * @param now for offers that the round would make
   */
  public Explanation explain(FrameworkId framework, String role, AgentId agent, Instant now) {
    Client client = find(framework, role);
    Reason reason =
        client == null
            ? new Reason.NotSubscribed()
            : reasons(client, List.of(slot(agent)), now).firstEntry().getValue();
    return new Explanation(framework, role, agent, reason);
  }

  /** The same for each agent, in the order in which they came. */
  public List<Explanation> explain(FrameworkId framework, String role, Instant now) {
    Client client = find(framework, role);
    List<Explanation> explanations = new ArrayList<>();
    if (client == null) {
      agents
          .keySet()
          .forEach(agent ->
              explanations.add(
                  new Explanation(framework, role, agent, new Reason.NotSubscribed())));
    } else {
      reasons(client, agents.values(), now)
          .forEach(
              (agent, reason) -> explanations.add(new Explanation(framework, role, agent, reason)));
    }
    return explanations;
  }

  private SequencedMap<AgentId, Reason> reasons(
      Client client, Collection<AgentSlot> slots, Instant now) {
    Rehearsal rehearsal = new Rehearsal(this, engine, now);
    try {
      return new Explainer(this, engine, rehearsal, client).reasons(slots);
    } finally {
      rehearsal.end();
    }
  }

  /** What is to be offered now, one after the other; ends with {@link #finishRound}. */
  public Round round() {
    return new Round(engine);
  }

  /** All that could be offered has been offered. */
  public void finishRound() {
    engine.finishRound();
  }
}
