package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private final Agents agents;
  private final Clients clients;
  private final Agenda agenda;
  private final Filters filters;
  private final Rules rules;

  /** An allocator without agents and frameworks. */
  public Allocator(AllocatorSettings settings) {
    this.engine = new Engine(settings);
    this.agents = engine.agents();
    this.clients = engine.clients();
    this.agenda = engine.agenda();
    this.filters = new Filters(engine);
    this.rules = new Rules(engine);
  }

  /** What is not wanted. */
  public Filters filters() {
    return filters;
  }

  /** Quotas and weights. */
  public Rules rules() {
    return rules;
  }

  // ---- agents ---------------------------------------------------------------------------------

  /** An agent more, with all it has. */
  public void addAgent(AgentId agent, Resources total) {
    AgentSlot slot = new AgentSlot(agent, total, engine.index());
    agents.add(slot);
    engine.ledger().add(slot);
    noticeFree(slot);
  }

  /** An agent has other resources than before. */
  public void changeTotal(AgentId agent, Resources total) {
    AgentSlot slot = agents.of(agent);
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
    AgentSlot slot = agents.of(agent);
    Site before = slot.site();
    if (!before.equals(site)) {
      slot.site(site);
      agents.welcome(slot);
      if (!before.info().getAttributesList().equals(site.info().getAttributesList())) {
        filters.clear(agent);
      }
      noticeFree(slot);
    }
  }

  /** Whether resources of the agent are to be offered, and if not, why. */
  public void setAgentState(AgentId agent, AgentState state) {
    AgentSlot slot = agents.of(agent);
    slot.state(state);
    noticeFree(slot);
  }

  /** The names of the only hosts whose resources are offered, or empty for all hosts. */
  public void setWhitelist(Optional<Set<String>> hostnames) {
    agents.whitelist(hostnames);
    for (AgentSlot slot : agents.all()) {
      if (agents.welcome(slot)) {
        noticeFree(slot);
      }
    }
  }

  /** An agent less. All its resources must have been released before. */
  public void removeAgent(AgentId agent) {
    AgentSlot slot = agents.of(agent);
    engine.ledger().remove(slot);
    agenda.relief |= engine.quotas().any();
    filters.clear(agent);
    agents.remove(slot);
    agenda.forget(slot);
  }

  /** Something may have come free on the agent. */
  private void noticeFree(AgentSlot slot) {
    engine.ledger().sort(slot);
    if (slot.canOffer()) {
      agenda.freed.add(slot);
    } else {
      agenda.forget(slot);
    }
  }

  // ---- frameworks -----------------------------------------------------------------------------

  /** The framework may have resources of the role; whether it is offered any is told apart. */
  public void putClient(FrameworkId framework, String role, Traits traits) {
    Client client = clients.find(framework, role);
    if (client == null) {
      client = new Client(framework, engine.tree().grow(role), traits, engine.index());
      clients.add(client);
      engine.tree().enter(client);
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
    Client client = clients.find(framework, role);
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

  /** Forgets all refusals of the framework in the role, and offers it everything again. */
  public void revive(FrameworkId framework, String role) {
    Client client = clients.find(framework, role);
    if (client != null) {
      client.refusals.clear();
      wake(client);
    }
  }

  /** The framework is no more. All its resources must have been released before. */
  public void removeClients(FrameworkId framework) {
    clients.of(framework).forEach(this::remove);
  }

  /** The framework is no more in the role. What it had of it must have been released before. */
  public void removeClient(FrameworkId framework, String role) {
    Client gone = clients.find(framework, role);
    if (gone != null) {
      remove(gone);
    }
  }

  private void remove(Client client) {
    noticeChoosy(client, -1);
    clients.remove(client);
    engine.tree().leave(client);
    agenda.forget(client);
  }

  /** Whether the framework is known in the role. */
  public boolean hasClient(FrameworkId framework, String role) {
    return clients.find(framework, role) != null;
  }

  /** The roles in which the framework is known. */
  public Set<String> roles(FrameworkId framework) {
    return clients.roles(framework);
  }

  // ---- what is promised and in use ------------------------------------------------------------

  /** The framework is promised resources of the agent. */
  public void offer(Placement placement, Instant at) {
    AgentSlot slot = agents.of(placement.agent());
    Client client = clients.of(placement.framework(), placement.role());
    engine.ledger().promise(client, slot, placement, at);
    noticeTaken(slot);
  }

  /** The offer is no more, whether it was accepted, declined or taken back. */
  public void withdraw(FrameworkId framework, String role, AgentId agent, Resources resources) {
    AgentSlot slot = agents.of(agent);
    Client client = clients.of(framework, role);
    engine.ledger().withdraw(client, slot, new Placement(framework, role, agent, resources));
    noticeReleased(client, slot);
  }

  /** The framework uses resources of the agent. */
  public void allocate(FrameworkId framework, String role, AgentId agent, Resources resources) {
    AgentSlot slot = agents.of(agent);
    engine.ledger().use(clients.of(framework, role), slot, resources);
    noticeTaken(slot);
  }

  /** The framework gives resources of the agent back. */
  public void release(FrameworkId framework, String role, AgentId agent, Resources resources) {
    AgentSlot slot = agents.of(agent);
    Client client = clients.of(framework, role);
    engine.ledger().free(client, slot, resources);
    noticeReleased(client, slot);
  }

  private void noticeTaken(AgentSlot slot) {
    if (!slot.canOffer()) {
      agenda.forget(slot);
    }
  }

  private void noticeReleased(Client client, AgentSlot slot) {
    agenda.relief |= client.role().account().quota() != Quota.NONE;
    noticeFree(slot);
  }

  /** What nobody has on the agent, and what can be shared. */
  public Resources available(AgentId agent) {
    return agents.of(agent).available().resources();
  }

  // ---- what to offer --------------------------------------------------------------------------

  /**
   * Offers nothing until so many agents are known, or {@link #resume}: after an election, with
   * guarantees to keep, a part of the cluster says little about the whole.
   */
  public void hold(int agentCount) {
    agents.await(agentCount);
  }

  /** Waits for no more agents. */
  public void resume() {
    agents.await(0);
  }

  /** Whether nothing is offered because agents are awaited. */
  public boolean isHeld() {
    return agents.areAwaited();
  }

  /** Whether something changed that may lead to offers. */
  public boolean hasWork() {
    return engine.hasWork();
  }

  /** What is to be offered now, one after the other; ends with {@link #finishRound}. */
  public Round round() {
    return new Round(engine);
  }

  /** All that could be offered has been offered. */
  public void finishRound() {
    engine.finishRound();
  }

  /**
   * Why the framework, in the role, is offered resources of the agent by the next round, or is not.
   *
   * @param now for offers that the round would make
   */
  public Explanation explain(FrameworkId framework, String role, AgentId agent, Instant now) {
    List<AgentSlot> one = List.of(agents.of(agent));
    return Explainer.explain(engine, framework, role, one, now).getFirst();
  }

  /** The same for each agent, in the order in which they came. */
  public List<Explanation> explain(FrameworkId framework, String role, Instant now) {
    return Explainer.explain(engine, framework, role, agents.all(), now);
  }
}
