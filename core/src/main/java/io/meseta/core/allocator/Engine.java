package io.meseta.core.allocator;

import io.meseta.core.allocator.quota.Cutter;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.quota.Quotas;
import io.meseta.core.allocator.share.RandomDraw;
import io.meseta.core.allocator.share.Ranking;
import io.meseta.core.allocator.share.RoleNode;
import io.meseta.core.allocator.share.RoleTree;
import java.util.List;

/** What a round asks: the state of an allocator, and how many rounds there were. */
final class Engine {

  private final AllocatorSettings settings;
  private final Quantities.Index index;
  private final List<Quantities> minimum;
  private final Quotas quotas;
  private final RoleTree tree;
  private final Ledger ledger;
  private final Agents agents = new Agents();
  private final Clients clients = new Clients();
  private final Agenda agenda = new Agenda();
  private final Turns turns;
  private final Cutter cutter;

  /** What was free for everybody by the end of the last round. */
  private Quantities lastSurplus;

  private int choosyClients;

  /** How many times all work was done; with the seed it makes the order of agents. */
  private long rounds;

  Engine(AllocatorSettings settings) {
    this.settings = settings;
    this.index = new Quantities.Index(settings.fairSharingExcluded());
    this.minimum =
        settings.minimum().stream()
            .map(least -> Quantities.of(index, least.thousandths()))
            .toList();
    this.quotas = new Quotas(index, minimum);
    this.tree = new RoleTree(index, quotas, settings.weights());
    this.ledger = new Ledger(index, tree, quotas);
    this.turns = new Turns(tree, settings);
    this.cutter = new Cutter(quotas, index);
    this.lastSurplus = new Quantities(index);
  }

  AllocatorSettings settings() {
    return settings;
  }

  Quantities.Index index() {
    return index;
  }

  List<Quantities> minimum() {
    return minimum;
  }

  Quotas quotas() {
    return quotas;
  }

  RoleTree tree() {
    return tree;
  }

  Ledger ledger() {
    return ledger;
  }

  Agents agents() {
    return agents;
  }

  Clients clients() {
    return clients;
  }

  Agenda agenda() {
    return agenda;
  }

  Turns turns() {
    return turns;
  }

  Cutter cutter() {
    return cutter;
  }

  AgentOrder agentOrder(int stage) {
    return new AgentOrder(settings.seed(), rounds, stage);
  }

  /** For draws at random about this agent. */
  long drawSeed(AgentSlot slot, int stage) {
    return settings.roles() == AllocatorSettings.Order.DRF
            && settings.frameworks() == AllocatorSettings.Order.DRF
        ? 0
        : slot.orderKey + RandomDraw.scramble(settings.seed() * 31 + rounds * 2 + stage);
  }

  Fit fit(AgentSlot slot, RoleNode role, boolean guarantees) {
    return guarantees
        ? Fit.towardsGuarantees(slot, role, cutter, settings)
        : Fit.upToLimits(slot, role, cutter, settings);
  }

  void countChoosy(Client client, int change) {
    choosyClients += change;
    client.role().account().countChoosy(change);
  }

  boolean hasChoosyClients() {
    return choosyClients > 0;
  }

  boolean hidesRoles(Ranking.View view) {
    return tree.root().branches().hides(view);
  }

  /** Whether something changed that may lead to offers. */
  boolean hasWork() {
    return !agents.areAwaited() && (!agenda.isEmpty() || hasRelief());
  }

  /** Whether quotas may not hold back any more what they did. */
  boolean hasRelief() {
    return !agenda.heldBack.isEmpty() && (agenda.relief || surplus().exceedsAnywhere(lastSurplus));
  }

  private Quantities surplus() {
    Quantities surplus = new Quantities(index);
    for (int place = 0; place < index.size(); place++) {
      surplus.put(place, quotas.surplus(place));
    }
    return surplus;
  }

  void finishRound() {
    if (quotas.any()) {
      lastSurplus = surplus();
    }
    agenda.clear();
    rounds++;
  }
}
