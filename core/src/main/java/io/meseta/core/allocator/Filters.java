package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What frameworks do not want for a time, in each of their roles (Mesos reference §9.4). */
public final class Filters {

  private final Engine engine;

  Filters(Engine engine) {
    this.engine = engine;
  }

  /** The framework does not want these resources of the agent, nor less, before the time. */
  public void add(
      FrameworkId framework, String role, AgentId agent, Resources resources, Instant until) {
    engine.clients().of(framework, role).refusals.add(agent, resources, until);
  }

  /** Forgets refusals whose time has passed, and offers again what they were about. */
  public void expire(FrameworkId framework, String role, AgentId agent, Instant now) {
    Client client = engine.clients().find(framework, role);
    AgentSlot slot = engine.agents().find(agent);
    if (client != null && slot != null) {
      client.refusals.expire(agent, now);
      if (client.isActive() && slot.canOffer()) {
        engine.agenda().stir(slot, client);
      }
    }
  }

  /** When the framework's next refusal for resources of the agent ends. */
  public Optional<Instant> nextExpiry(FrameworkId framework, String role, AgentId agent) {
    return Optional.ofNullable(engine.clients().find(framework, role))
        .flatMap(client -> client.refusals.nextExpiry(agent));
  }

  /** The agents of which the framework refused something in the role. */
  public Set<AgentId> agents(FrameworkId framework, String role) {
    Client client = engine.clients().find(framework, role);
    return client == null ? Set.of() : client.refusals.agents();
  }

  /** Forgets all refusals of the framework in the role. */
  public void clear(FrameworkId framework, String role) {
    Client client = engine.clients().find(framework, role);
    if (client != null) {
      client.refusals.clear();
    }
  }

  /** The agent is no more, or not what it was: whatever was refused of it may be wanted now. */
  void clear(AgentId agent) {
    engine.clients().forEach(client -> client.refusals.clear(agent));
  }
}
