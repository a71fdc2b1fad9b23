package io.meseta.core.allocator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changed since the last round and so may lead to offers; nothing else is looked at. */
final class Agenda {

  /** Agents on which something came free for everybody. */
  final AgentSet freed = new AgentSet(0);

  /** Agents on which something is new for a few clients, and for which. */
  final Map<AgentSlot, Set<Client>> stirred = new LinkedHashMap<>();

  /** Clients for which everything is new. */
  final Set<Client> woken = new LinkedHashSet<>();

  /** Agents of which something was not offered only because of quotas. */
  final AgentSet heldBack = new AgentSet(1);

  /** Whether quotas may not hold back any more what they did. */
  boolean relief;

  boolean isEmpty() {
    return freed.isEmpty() && stirred.isEmpty() && woken.isEmpty() && !relief;
  }

  void stir(AgentSlot slot, Client client) {
    stirred.computeIfAbsent(slot, _ -> new LinkedHashSet<>()).add(client);
  }

  /** The agent has nothing to offer any more. */
  void forget(AgentSlot slot) {
    freed.remove(slot);
    heldBack.remove(slot);
    if (!stirred.isEmpty()) {
      stirred.remove(slot);
    }
  }

  void forget(Client client) {
    woken.remove(client);
    stirred.values().forEach(clients -> clients.remove(client));
  }

  /** What quotas held back is looked at again. */
  void releaseHeldBack() {
    freed.addAll(heldBack);
    heldBack.clear();
  }

  /** The agents to look at, each once. */
  List<AgentSlot> agents(AgentSet free) {
    if (!woken.isEmpty()) {
      return free.toList();
    }
    List<AgentSlot> some = freed.toList();
    stirred.keySet().stream().filter(slot -> !freed.contains(slot)).forEach(some::add);
    return some;
  }

  /** Those who are to be asked about an agent that is not free for everybody. */
  Collection<Client> candidates(AgentSlot slot) {
    Set<Client> own = stirred.getOrDefault(slot, Set.of());
    if (own.isEmpty()) {
      return woken;
    }
    Set<Client> some = new LinkedHashSet<>(woken);
    some.addAll(own);
    return some;
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
    stirred.forEach((slot, some) -> clients.put(slot, Set.copyOf(some)));
    return new Memory(freed.toList(), clients, List.copyOf(woken), heldBack.toList(), relief);
  }

  void restore(Memory before) {
    clear();
    heldBack.clear();
    before.freed().forEach(freed::add);
    woken.addAll(before.woken());
    before.heldBack().forEach(heldBack::add);
    before.stirred().forEach((slot, some) -> some.forEach(client -> stir(slot, client)));
    relief = before.relief();
  }

  /** Everything was looked at. */
  void clear() {
    freed.clear();
    stirred.clear();
    woken.clear();
    relief = false;
  }
}
