package io.meseta.core.allocator;

import io.meseta.core.allocator.share.Ranked;
import io.meseta.core.allocator.share.Ranking.View;
import io.meseta.core.allocator.share.RoleNode;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at one agent in one stage of a round: everybody who may be interested is asked once, in
 * an order that stands when the look begins.
 */
final class AgentPass {

  private final Round round;
  private final AgentSlot slot;
  private final boolean guarantees;
  private final long seed;
  private final boolean all;

  /** Roles still to be asked; none if only some clients are. */
  private final Iterator<RoleNode> roles;

  private Iterator<? extends Ranked> clients;
  private @Nullable Fit fit;
  private boolean cut;

  /** Asks all clients; in the first stage only those of roles with unmet guarantees. */
  static AgentPass ofAll(Round round, AgentSlot slot, View view, long seed) {
    Iterator<RoleNode> roles = round.turns().roles(view, seed);
    return new AgentPass(round, slot, seed, roles);
  }

  /** Asks some clients. */
  static AgentPass ofSome(Round round, AgentSlot slot, List<Client> some, long seed) {
    return new AgentPass(round, slot, seed, some);
  }

  private AgentPass(Round round, AgentSlot slot, long seed, Iterator<RoleNode> roles) {
    this.round = round;
    this.slot = slot;
    this.guarantees = round.isForGuarantees();
    this.seed = seed;
    this.all = true;
    this.roles = roles;
    this.clients = Collections.emptyIterator();
  }

  private AgentPass(Round round, AgentSlot slot, long seed, List<Client> some) {
    this.round = round;
    this.slot = slot;
    this.guarantees = round.isForGuarantees();
    this.seed = seed;
    this.all = false;
    this.roles = Collections.emptyIterator();
    this.clients = some.iterator();
  }

  AgentSlot slot() {
    return slot;
  }

  boolean asksAll() {
    return all;
  }

  /** Whether quotas cut something off. */
  boolean wasCut() {
    return cut;
  }

  /** What is to be offered next, or null. It must be offered before this is called again. */
  @Nullable Placement next() {
    while (!slot.available().isEmpty() && findClients()) {
      Client client = (Client) clients.next();
      Fit current = fitFor(client.role());
      Fit.@Nullable Obstacle obstacle = current.check(client);
      cut |= current.wasCut();
      if (obstacle == null) {
        fit = null; // less is free from now on
        round.expect(slot, client);
        return new Placement(
            client.framework, client.role().role(), slot.id, current.offerTo(client));
      }
    }
    return null;
  }

  private boolean findClients() {
    while (!clients.hasNext()) {
      if (!roles.hasNext()) {
        return false;
      }
      RoleNode role = roles.next();
      if (!fitFor(role).isEmpty()) {
        clients = round.turns().clients(role, seed);
      }
    }
    return true;
  }

  private Fit fitFor(RoleNode role) {
    Fit current = fit;
    if (current == null || current.role() != role) {
      current = round.fit(slot, role, guarantees);
      fit = current;
    }
    return current;
  }
}
