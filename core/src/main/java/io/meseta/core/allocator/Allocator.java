package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows what is free on which agent and whose turn it is (Mesos reference §9.1, §9.4). It is told
 * of every change and looks only at what changed: agents on which something came free, and
 * frameworks that want again what they did not want before. It must not decide when to offer, and
 * must not change anything when asked what to offer.
 *
 * <p>All resources here are without allocation; roles stand beside them.
 */
public final class Allocator {

  private record ClientKey(FrameworkId framework, String role) {}

  private final AllocatorSettings settings;
  private final Map<AgentId, AgentSlot> agents = new LinkedHashMap<>();
  private final Map<ClientKey, Client> clients = new HashMap<>();
  private final FairOrder order;

  /** Agents on which something came free for everybody. */
  private final Set<AgentSlot> freed = new HashSet<>();

  /** Agents on which something is new for a few. */
  private final Set<AgentSlot> stirred = new HashSet<>();

  /** Clients for which everything is new. */
  private final Set<Client> woken = new HashSet<>();

  /** Clients with an idea of their own of what is worth an offer. */
  private final Set<Client> choosy = new HashSet<>();

  /** How many times all work was done; with the seed it makes the order of agents. */
  private long rounds;

  /** An allocator without agents and frameworks. */
  public Allocator(AllocatorSettings settings) {
    this.settings = settings;
    this.order = new FairOrder(settings.weights());
  }

  // ---- agents ---------------------------------------------------------------------------------

  /** An agent more, with all it has. */
  public void addAgent(AgentId agent, Resources total) {
    AgentSlot slot = new AgentSlot(agent, total);
    agents.put(agent, slot);
    order.addTotal(total);
    noticeFree(slot);
  }

  /** An agent has other resources than before. */
  public void changeTotal(AgentId agent, Resources total) {
    AgentSlot slot = slot(agent);
    order.subtractTotal(slot.total());
    slot.total(total);
    order.addTotal(total);
    noticeFree(slot);
  }

  /** Where the agent is, and what it says of itself; before, it has no attributes. */
  public void setSite(AgentId agent, Site site) {
    AgentSlot slot = slot(agent);
    if (!slot.site().equals(site)) {
      slot.site(site);
      noticeFree(slot);
    }
  }

  /** Whether resources of the agent are to be offered. */
  public void setAgentActive(AgentId agent, boolean active) {
    AgentSlot slot = slot(agent);
    slot.active(active);
    noticeFree(slot);
  }

  /** An agent less. All its resources must have been released before. */
  public void removeAgent(AgentId agent) {
    AgentSlot slot = slot(agent);
    order.subtractTotal(slot.total());
    clients.values().forEach(client -> client.forgetRefusals(agent));
    agents.remove(agent);
    freed.remove(slot);
    stirred.remove(slot);
  }

  private AgentSlot slot(AgentId agent) {
    AgentSlot slot = agents.get(agent);
    if (slot == null) {
      throw new IllegalStateException("agent " + agent + " is not known to the allocator");
    }
    return slot;
  }

  // ---- frameworks -----------------------------------------------------------------------------

  /** The framework may have resources of the role; whether it is offered any is told apart. */
  public void putClient(FrameworkId framework, String role, Traits traits) {
    Client client =
        clients.computeIfAbsent(
            new ClientKey(framework, role), key -> order.add(framework, role, traits));
    if (!client.traits().equals(traits)) {
      client.traits(traits);
      noticeChange(client);
    }
    if (traits.minimum().equals(Traits.DEFAULT_MINIMUM)) {
      choosy.remove(client);
    } else {
      choosy.add(client);
    }
  }

  /** What the client could not have before, it may have now. */
  private void noticeChange(Client client) {
    if (client.active) {
      woken.add(client);
    }
  }

  /** Whether the framework is offered resources of the role; true only after {@link #putClient}. */
  public void setClientActive(FrameworkId framework, String role, boolean active) {
    Client client = clients.get(new ClientKey(framework, role));
    if (client != null && client.active != active) {
      order.setActive(client, active);
      if (active) {
        woken.add(client);
      } else {
        woken.remove(client);
      }
    }
  }

  /** The framework is no more. All its resources must have been released before. */
  public void removeClients(FrameworkId framework) {
    List<Client> gone =
        clients.values().stream().filter(c -> c.framework.equals(framework)).toList();
    for (Client client : gone) {
      clients.remove(new ClientKey(framework, client.role.name));
      order.remove(client);
      choosy.remove(client);
      woken.remove(client);
      agents.values().forEach(slot -> slot.woken.remove(client));
    }
  }

  /** Whether the framework is known in the role. */
  public boolean hasClient(FrameworkId framework, String role) {
    return clients.containsKey(new ClientKey(framework, role));
  }

  private Client client(FrameworkId framework, String role) {
    Client client = clients.get(new ClientKey(framework, role));
    if (client == null) {
      throw new IllegalStateException(framework + " is not known to the allocator in " + role);
    }
    return client;
  }

  // ---- what is promised and in use ------------------------------------------------------------

  /** The framework is promised, or uses, resources of the agent. */
  public void allocate(FrameworkId framework, String role, AgentId agent, Resources resources) {
    AgentSlot slot = slot(agent);
    slot.allocate(resources);
    order.allocate(client(framework, role), resources);
    forgetUnlessFree(slot);
  }

  /** Something may have come free on the agent. */
  private void noticeFree(AgentSlot slot) {
    freed.add(slot);
    forgetUnlessFree(slot);
  }

  /** Agents without anything to offer are no work, however many there are. */
  private void forgetUnlessFree(AgentSlot slot) {
    if (!slot.canOffer()) {
      freed.remove(slot);
      stirred.remove(slot);
      slot.woken.clear();
    }
  }

  /** The framework gives resources of the agent back. */
  public void release(FrameworkId framework, String role, AgentId agent, Resources resources) {
    AgentSlot slot = slot(agent);
    slot.release(resources);
    order.release(client(framework, role), resources);
    noticeFree(slot);
  }

  /** What nobody has on the agent. */
  public Resources available(AgentId agent) {
    return slot(agent).available();
  }

  // ---- what is not wanted ---------------------------------------------------------------------

  /** The framework does not want these resources of the agent, nor less, before the time. */
  public void refuse(
      FrameworkId framework, String role, AgentId agent, Resources resources, Instant until) {
    client(framework, role).refuse(agent, resources, until);
  }

  /** Forgets refusals whose time has passed. */
  public void expire(FrameworkId framework, String role, AgentId agent, Instant now) {
    Client client = clients.get(new ClientKey(framework, role));
    AgentSlot slot = agents.get(agent);
    if (client != null && slot != null) {
      client.expire(agent, now);
      slot.woken.add(client);
      stirred.add(slot);
      forgetUnlessFree(slot);
    }
  }

  /** When the framework's next refusal for resources of the agent ends. */
  public Optional<Instant> nextExpiry(FrameworkId framework, String role, AgentId agent) {
    return Optional.ofNullable(clients.get(new ClientKey(framework, role)))
        .flatMap(client -> client.nextExpiry(agent));
  }

  /** Forgets all refusals of the framework in the role, and offers it everything again. */
  public void revive(FrameworkId framework, String role) {
    Client client = clients.get(new ClientKey(framework, role));
    if (client != null) {
      client.forgetRefusals();
      woken.add(client);
    }
  }

  /** Forgets all refusals of the framework in the role. */
  public void forgetRefusals(FrameworkId framework, String role) {
    Client client = clients.get(new ClientKey(framework, role));
    if (client != null) {
      client.forgetRefusals();
    }
  }

  // ---- what to offer --------------------------------------------------------------------------

  /** Whether something changed that may lead to offers. */
  public boolean hasWork() {
    return !freed.isEmpty() || !stirred.isEmpty() || !woken.isEmpty();
  }

  /** The agents to look at, in the order in which to look at them. */
  public List<AgentId> agentsWithWork() {
    Set<AgentSlot> slots = new HashSet<>(freed);
    slots.addAll(stirred);
    if (woken.stream().anyMatch(client -> client.active)) {
      slots.addAll(agents.values());
    }
    List<AgentId> ids = new ArrayList<>();
    slots.stream().filter(AgentSlot::canOffer).forEach(slot -> ids.add(slot.id));
    ids.sort(new SeededOrder(settings.seed() + rounds));
    return ids;
  }

  /** What is to be offered next on the agent, if anything. */
  public Optional<Placement> next(AgentId agent) {
    AgentSlot slot = slot(agent);
    if (!slot.canOffer() || !isWorthwhile(slot)) {
      return Optional.empty();
    }
    order.refresh();
    return freed.contains(slot) ? nextForAll(slot) : nextForWoken(slot);
  }

  /** Spares asking every client about crumbs. */
  private boolean isWorthwhile(AgentSlot slot) {
    return !choosy.isEmpty() || Traits.isEnough(Traits.DEFAULT_MINIMUM, slot.available());
  }

  private Optional<Placement> nextForAll(AgentSlot slot) {
    return order.first(
        role -> !slot.available().allocatableTo(role).isEmpty(), client -> place(client, slot));
  }

  private Optional<Placement> nextForWoken(AgentSlot slot) {
    Set<Client> candidates = new HashSet<>(woken);
    candidates.addAll(slot.woken);
    return order.sorted(candidates).stream()
        .flatMap(client -> place(client, slot).stream())
        .findFirst();
  }

  private Optional<Placement> place(Client client, AgentSlot slot) {
    Traits traits = client.traits();
    if (slot.hasGpus() && settings.filterGpuResources() && !traits.gpus()) {
      return Optional.empty();
    }
    if (!traits.welcome(slot.site(), client.role.name)) {
      return Optional.empty();
    }
    Resources resources = slot.available().allocatableTo(client.role.name);
    resources = traits.revocable() ? resources : resources.nonRevocable();
    resources = traits.shared() ? resources : resources.nonShared();
    resources = traits.refined() ? resources : resources.unrefined();
    if (resources.isEmpty()
        || !Traits.isEnough(traits.minimum(), resources)
        || client.refuses(slot.id, resources)) {
      return Optional.empty();
    }
    return Optional.of(new Placement(client.framework, client.role.name, slot.id, resources));
  }

  /** All that could be offered has been offered. */
  public void finishRound() {
    freed.forEach(slot -> slot.woken.clear());
    stirred.forEach(slot -> slot.woken.clear());
    freed.clear();
    stirred.clear();
    woken.clear();
    rounds++;
  }
}
