package io.meseta.core.allocator;

import java.util.ArrayList;
import java.util.List;

/** Agents that have something to offer, however few of many these are. In no order. */
final class FreeAgents {

  private final List<AgentSlot> slots = new ArrayList<>();

  void update(AgentSlot slot) {
    if (slot.canOffer()) {
      add(slot);
    } else {
      remove(slot);
    }
  }

  private void add(AgentSlot slot) {
    if (slot.freePlace < 0) {
      slot.freePlace = slots.size();
      slots.add(slot);
    }
  }

  /** The last one takes the place of the one that goes. */
  void remove(AgentSlot slot) {
    if (slot.freePlace >= 0) {
      AgentSlot last = slots.removeLast();
      if (last != slot) {
        slots.set(slot.freePlace, last);
        last.freePlace = slot.freePlace;
      }
      slot.freePlace = -1;
    }
  }

  List<AgentSlot> all() {
    return slots;
  }
}
