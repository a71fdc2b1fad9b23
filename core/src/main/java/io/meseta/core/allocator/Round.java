package io.meseta.core.allocator;

import io.meseta.core.allocator.quota.Bundle;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.share.Ranking.View;
import io.meseta.core.allocator.share.RoleNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is to be offered after what changed, one after the other (Mesos reference §9.1): first
 * roles get what they are guaranteed, then everybody gets what is left. Each placement must be
 * offered before the next is asked for; nothing else may change meanwhile.
 */
public final class Round {

  private final Engine engine;
  private final Collection<AgentSlot> changed;
  private final boolean askEverybody;
  private boolean guarantees;
  private List<AgentSlot> agents = List.of();
  private int nextAgent;
  private @Nullable AgentPass pass;

  Round(Engine engine) {
    this.engine = engine;
    Agenda agenda = engine.agenda();
    if (engine.hasRelief()) {
      agenda.releaseHeldBack();
    }
    this.changed = agenda.agents(engine.ledger().free());
    this.askEverybody = agenda.woken.size() > engine.clientCount() / 8;
    this.guarantees = !engine.quotas().required().isZero();
    begin();
  }

  private void begin() {
    agents = engine.agentOrder(guarantees ? 1 : 2).sort(changed);
    nextAgent = 0;
  }

  /** What is to be offered next, if anything. */
  public Optional<Placement> next() {
    while (true) {
      if (pass == null && !nextPass()) {
        return Optional.empty();
      }
      AgentPass current = pass;
      Placement placement = current == null ? null : current.next();
      if (placement != null) {
        return Optional.of(placement);
      }
      end();
    }
  }

  /** Begins with the next agent, or with the next stage; false if there is none. */
  private boolean nextPass() {
    while (pass == null) {
      if (nextAgent == agents.size()) {
        if (!guarantees) {
          return false;
        }
        guarantees = false;
        begin();
      } else {
        pass = look(agents.get(nextAgent++));
      }
    }
    return true;
  }

  private @Nullable AgentPass look(AgentSlot slot) {
    if (!slot.canOffer() || !isWorthwhile(slot)) {
      return null;
    }
    long seed = engine.drawSeed(slot, guarantees ? 1 : 2);
    if (!askEverybody && !engine.agenda().freed.contains(slot)) {
      List<Client> some = engine.turns().some(engine.agenda().candidates(slot), seed);
      return some.isEmpty() ? null : AgentPass.ofSome(this, slot, some, seed);
    }
    return AgentPass.ofAll(this, slot, view(slot), seed);
  }

  /** Spares asking every client about what cannot be offered to anybody. */
  private boolean isWorthwhile(AgentSlot slot) {
    Bundle available = slot.available();
    if (guarantees || available.isSpecial() || engine.hasChoosyClients()) {
      return true;
    }
    Quantities rest = engine.cutter().outsideHeadroom(available.loose());
    boolean enough = Client.isEnough(engine.minimum(), rest);
    if (!enough && rest != available.loose()) {
      engine.agenda().heldBack.add(slot);
    }
    return enough;
  }

  private View view(AgentSlot slot) {
    if (guarantees) {
      return View.UNMET;
    }
    return slot.available().isSpecial() ? View.ALL : View.OPEN;
  }

  /** What quotas kept back is looked at again when they do not any more. */
  private void end() {
    AgentPass ended = pass;
    pass = null;
    if (ended != null && !guarantees && engine.quotas().any() && ended.slot().canOffer()) {
      boolean hid = ended.asksAll() && engine.hidesRoles(view(ended.slot()));
      if (ended.wasCut() || hid) {
        engine.agenda().heldBack.add(ended.slot());
      }
    }
  }

  Turns turns() {
    return engine.turns();
  }

  boolean isForGuarantees() {
    return guarantees;
  }

  Fit fit(AgentSlot slot, RoleNode role, boolean forGuarantees) {
    return engine.fit(slot, role, forGuarantees);
  }
}
