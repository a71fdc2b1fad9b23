package io.meseta.core.allocator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changed since the last round and so may lead to offers; nothing else is looked at. */
final class Agenda {

  /** Agents on which something came free for everybody. */
  final Set<AgentSlot> freed = new LinkedHashSet<>();

  /** Agents on which something is new for a few. */
  final Set<AgentSlot> stirred = new LinkedHashSet<>();

  /** Clients for which everything is new. */
  final Set<Client> woken = new LinkedHashSet<>();

  /** Agents of which something was not offered only because of quotas. */
  final Set<AgentSlot> heldBack = new LinkedHashSet<>();

  /** Whether quotas may not hold back any more what they did. */
  boolean relief;

  boolean isEmpty() {
    return freed.isEmpty() && stirred.isEmpty() && woken.isEmpty() && !relief;
  }

  void stir(AgentSlot slot, Client client) {
    slot.woken.add(client);
    stirred.add(slot);
  }

  /** The agent has nothing to offer any more. */
  void forget(AgentSlot slot) {
    freed.remove(slot);
    stirred.remove(slot);
    heldBack.remove(slot);
    slot.woken.clear();
  }

  void forget(Client client) {
    woken.remove(client);
    stirred.forEach(slot -> slot.woken.remove(client));
  }

  /** What quotas held back is looked at again. */
  void releaseHeldBack() {
    freed.addAll(heldBack);
    heldBack.clear();
  }

  /** The agents to look at, each once. */
  Collection<AgentSlot> agents(FreeAgents free) {
    if (!woken.isEmpty()) {
      return new ArrayList<>(free.all());
    }
    if (stirred.isEmpty()) {
      return new ArrayList<>(freed);
    }
    Set<AgentSlot> some = new LinkedHashSet<>(freed);
    some.addAll(stirred);
    return new ArrayList<>(some);
  }

  /** Those who are to be asked about an agent that is not free for everybody. */
  List<Client> candidates(AgentSlot slot) {
    if (slot.woken.isEmpty()) {
      return new ArrayList<>(woken);
    }
    Set<Client> some = new LinkedHashSet<>(woken);
    some.addAll(slot.woken);
    return new ArrayList<>(some);
  }

  /** What was on the agenda at some time. */
  record Memory(
      List<AgentSlot> freed,
      Map<AgentSlot, Set<Client>> stirred,
      List<Client> woken,
      List<AgentSlot> heldBack,
      boolean relief) {}

  Memory remember() {
    Map<AgentSlot, Set<Client>> clients = new LinkedHashMap<>();
    stirred.forEach(slot -> clients.put(slot, Set.copyOf(slot.woken)));
    return new Memory(
        List.copyOf(freed), clients, List.copyOf(woken), List.copyOf(heldBack), relief);
  }

  void restore(Memory before) {
    clear();
    heldBack.clear();
    freed.addAll(before.freed());
    woken.addAll(before.woken());
    heldBack.addAll(before.heldBack());
    before.stirred().forEach((slot, some) -> some.forEach(client -> stir(slot, client)));
    relief = before.relief();
  }

  /** Everything was looked at. */
  void clear() {
    freed.clear();
    stirred.forEach(slot -> slot.woken.clear());
    stirred.clear();
    woken.clear();
    relief = false;
  }
}
