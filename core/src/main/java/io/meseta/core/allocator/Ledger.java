package io.meseta.core.allocator;

import io.meseta.core.allocator.quota.Bundle;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.quota.Quotas;
import io.meseta.core.allocator.share.RoleTree;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Books every change of what there is and of who has what wherever it counts: with the agent, with
 * the client and the roles above it, and with quotas. Must not decide anything.
 */
final class Ledger {

  private final Quantities.Index index;
  private final RoleTree tree;
  private final Quotas quotas;
  private final AgentSet free = new AgentSet(2);

  Ledger(Quantities.Index index, RoleTree tree, Quotas quotas) {
    this.index = index;
    this.tree = tree;
    this.quotas = quotas;
  }

  /** Agents with something to offer. */
  AgentSet free() {
    return free;
  }

  // ---- what there is --------------------------------------------------------------------------

  void add(AgentSlot slot) {
    tree.total().change(new Quantities(index), slot.total().scalars());
    changeReservations(slot.total(), true);
    open(slot);
  }

  void remove(AgentSlot slot) {
    tree.total().change(slot.total().scalars(), new Quantities(index));
    changeReservations(slot.total(), false);
    close(slot);
    free.remove(slot);
  }

  void changeTotal(AgentSlot slot, Resources total) {
    Bundle before = slot.total();
    changeReservations(before, false);
    close(slot);
    slot.total(total);
    open(slot);
    changeReservations(slot.total(), true);
    tree.total().change(before.scalars(), slot.total().scalars());
  }

  private void changeReservations(Bundle total, boolean more) {
    if (total.isSpecial()) {
      Map<String, Quantities> byRole = new LinkedHashMap<>();
      total
          .resources()
          .forEachReservedScalar((role, name, amount) ->
              byRole.computeIfAbsent(role, _ -> new Quantities(index)).add(name, amount));
      byRole.forEach((role, amounts) -> quotas.changeReservation(role, amounts, more));
    }
  }

  private Quantities scalarsOf(Resources resources) {
    Quantities scalars = new Quantities(index);
    resources.forEachScalar(scalars::add);
    return scalars;
  }

  /** What the agent has to offer is going to change. */
  private void close(AgentSlot slot) {
    quotas.free().subtract(slot.available().loose());
  }

  /** What the agent has to offer has changed. */
  private void open(AgentSlot slot) {
    quotas.free().add(slot.available().loose());
    sort(slot);
  }

  /** Whether the agent has something to offer may have changed. */
  void sort(AgentSlot slot) {
    if (slot.canOffer()) {
      free.add(slot);
    } else {
      free.remove(slot);
    }
  }

  // ---- who has it -----------------------------------------------------------------------------

  /** The client uses what the agent has. */
  void use(Client client, AgentSlot slot, Resources resources) {
    charge(client, slot, slot.bundle(resources));
    close(slot);
    slot.use(resources);
    open(slot);
  }

  /** The client does not use it any more. */
  void free(Client client, AgentSlot slot, Resources resources) {
    credit(client, slot, slot.bundle(resources));
    close(slot);
    slot.free(resources);
    open(slot);
  }

  /** The client is promised what the agent has. */
  void promise(Client client, AgentSlot slot, Placement placement, Instant at) {
    tree.countOffer(client, 1);
    charge(client, slot, slot.bundle(placement.resources()));
    close(slot);
    slot.offer(placement, at);
    open(slot);
  }

  /** The promise is no more. */
  void withdraw(Client client, AgentSlot slot, Placement placement) {
    credit(client, slot, slot.bundle(placement.resources()));
    close(slot);
    slot.withdraw(placement);
    open(slot);
  }

  /** The promise, the latest of the agent's, never was. */
  void takeBack(Client client, AgentSlot slot, Placement placement, AgentSlot.Memory before) {
    tree.countOffer(client, -1);
    credit(client, slot, slot.bundle(placement.resources()));
    close(slot);
    slot.restore(before);
    open(slot);
  }

  private void charge(Client client, AgentSlot slot, Bundle more) {
    client.role().account().consume(more.loose());
    Resources shared = sharedOf(more);
    if (shared.isEmpty()) {
      tree.charge(client, more.scalars());
      return;
    }
    Quantities own = scalarsOf(more.resources().nonShared());
    tree.forEachHolder(
        client,
        ranked -> {
          ranked.allocated().add(own);
          ranked.allocated().add(scalarsOf(slot.sharedUse.take(ranked, shared)));
        });
  }

  private void credit(Client client, AgentSlot slot, Bundle less) {
    client.role().account().giveBack(less.loose());
    Resources shared = sharedOf(less);
    if (shared.isEmpty()) {
      tree.credit(client, less.scalars());
      return;
    }
    Quantities own = scalarsOf(less.resources().nonShared());
    tree.forEachHolder(
        client,
        ranked -> {
          ranked.allocated().subtract(own);
          ranked.allocated().subtract(scalarsOf(slot.sharedUse.giveBack(ranked, shared)));
        });
  }

  private static Resources sharedOf(Bundle bundle) {
    return bundle.isSpecial() ? bundle.resources().shared() : Resources.EMPTY;
  }
}
