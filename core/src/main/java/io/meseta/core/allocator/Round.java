package io.meseta.core.allocator;

import io.meseta.core.allocator.quota.Bundle;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.share.Ranking.View;
import io.meseta.core.allocator.share.RoleNode;
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
  private final List<AgentSlot> changed;
  private final boolean askEverybody;
  private boolean guarantees;
  private AgentQueue agents;
  private @Nullable AgentPass pass;

  Round(Engine engine) {
    this.engine = engine;
    Agenda agenda = engine.agenda();
    if (engine.hasRelief()) {
      agenda.releaseHeldBack();
    }
    this.changed = agenda.agents(engine.ledger().free());
    this.askEverybody = agenda.woken.size() > engine.clients().size() / 8;
    this.guarantees = !engine.quotas().required().isZero();
    this.agents = queue();
  }

  private AgentQueue queue() {
    engine.turns().beginStage();
    return new AgentQueue(
        engine.agentOrder(guarantees ? 1 : 2).sort(changed),
        guarantees ? this::mayHelp : this::mayBeOffered);
  }

  /** Whether any role lacks something that the agent has. */
  private boolean mayHelp(AgentSlot slot) {
    return slot.canOffer() && slot.available().loose().meets(engine.quotas().required());
  }

  /** Spares asking every client about what cannot be offered to anybody. */
  private boolean mayBeOffered(AgentSlot slot) {
    return slot.canOffer()
        && (slot.available().isSpecial()
            || engine.hasChoosyClients()
            || Client.isEnough(engine.minimum(), slot.available().loose()));
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
      AgentSlot slot = agents.poll();
      if (slot != null) {
        pass = look(slot);
      } else if (guarantees) {
        guarantees = false;
        agents = queue();
      } else {
        return false;
      }
    }
    return true;
  }

  private @Nullable AgentPass look(AgentSlot slot) {
    if (isKeptBack(slot)) {
      engine.agenda().heldBack.add(slot);
      return null;
    }
    long seed = engine.drawSeed(slot, guarantees ? 1 : 2);
    if (!askEverybody && !engine.agenda().freed.contains(slot)) {
      List<Client> some = engine.turns().some(engine.agenda().candidates(slot), seed);
      return some.isEmpty() ? null : AgentPass.ofSome(this, slot, some, seed);
    }
    return AgentPass.ofAll(this, slot, view(slot), seed);
  }

  /** Whether guarantees of others leave nothing that is worth an offer, whoever asks. */
  private boolean isKeptBack(AgentSlot slot) {
    Bundle available = slot.available();
    if (guarantees || available.isSpecial() || engine.hasChoosyClients()) {
      return false;
    }
    Quantities rest = engine.cutter().outsideHeadroom(available.loose());
    return rest != available.loose() && !Client.isEnough(engine.minimum(), rest);
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

  /** What is offered to the client will be booked next. */
  void expect(AgentSlot slot, Client client) {
    engine.agents().turnTo(slot);
    engine.clients().turnTo(client);
  }
}
