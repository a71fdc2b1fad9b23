package io.meseta.core.allocator;

import io.meseta.core.allocator.quota.Bundle;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.quota.Quotas;
import io.meseta.core.allocator.share.RoleTree;
import io.meseta.core.resource.Resources;

/**
 * Books every change of what there is and of who has what wherever it counts: with the agent, with
 * the client and the roles above it, and with quotas. Must not decide anything.
 */
final class Ledger {

  private final Quantities.Index index;
  private final RoleTree tree;
  private final Quotas quotas;
  private final FreeAgents free = new FreeAgents();

  Ledger(Quantities.Index index, RoleTree tree, Quotas quotas) {
    this.index = index;
    this.tree = tree;
    this.quotas = quotas;
  }

  /** Agents with something to offer. */
  FreeAgents free() {
    return free;
  }

  void add(AgentSlot slot) {
    tree.total().change(new Quantities(index), slot.total().scalars());
    changeReservations(slot.total(), true);
    quotas.free().add(slot.available().loose());
    free.update(slot);
  }

  void remove(AgentSlot slot) {
    tree.total().change(slot.total().scalars(), new Quantities(index));
    changeReservations(slot.total(), false);
    quotas.free().subtract(slot.available().loose());
    free.remove(slot);
  }

  void changeTotal(AgentSlot slot, Resources total) {
    Bundle before = slot.total();
    changeReservations(before, false);
    quotas.free().subtract(slot.available().loose());
    slot.total(total);
    quotas.free().add(slot.available().loose());
    changeReservations(slot.total(), true);
    tree.total().change(before.scalars(), slot.total().scalars());
    free.update(slot);
  }

  private void changeReservations(Bundle total, boolean more) {
    if (total.isSpecial()) {
      for (String role : total.resources().reservationRoles()) {
        quotas.changeReservation(role, scalarsOf(total.resources().reservedFor(role)), more);
      }
    }
  }

  private Quantities scalarsOf(Resources resources) {
    Quantities scalars = new Quantities(index);
    resources.forEachScalar(scalars::add);
    return scalars;
  }

  /** The client has more of what the agent has. */
  void charge(Client client, AgentSlot slot, Resources resources) {
    Bundle bundle = slot.bundle(resources);
    Resources shared = bundle.isSpecial() ? resources.shared() : Resources.EMPTY;
    if (shared.isEmpty()) {
      tree.charge(client, bundle.scalars());
    } else {
      Quantities own = scalarsOf(resources.nonShared());
      tree.forEachAbove(
          client,
          ranked -> {
            ranked.allocated().add(own);
            ranked.allocated().add(scalarsOf(slot.sharedUse.take(ranked, shared)));
          });
    }
    client.role().account().consume(bundle.loose());
    quotas.free().subtract(slot.available().loose());
    slot.allocate(resources);
    quotas.free().add(slot.available().loose());
    free.update(slot);
  }

  /** Puts the agent back to what it was, after all that happened since was taken back. */
  void restore(AgentSlot slot, AgentSlot.Memory before) {
    slot.restore(before);
    free.update(slot);
  }

  /** The client has less of what the agent has. */
  void credit(Client client, AgentSlot slot, Resources resources) {
    Bundle bundle = slot.bundle(resources);
    Resources shared = bundle.isSpecial() ? resources.shared() : Resources.EMPTY;
    if (shared.isEmpty()) {
      tree.credit(client, bundle.scalars());
    } else {
      Quantities own = scalarsOf(resources.nonShared());
      tree.forEachAbove(
          client,
          ranked -> {
            ranked.allocated().subtract(own);
            ranked.allocated().subtract(scalarsOf(slot.sharedUse.giveBack(ranked, shared)));
          });
    }
    client.role().account().giveBack(bundle.loose());
    quotas.free().subtract(slot.available().loose());
    slot.release(resources);
    quotas.free().add(slot.available().loose());
    free.update(slot);
  }
}
