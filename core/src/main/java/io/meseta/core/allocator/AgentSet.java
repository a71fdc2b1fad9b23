package io.meseta.core.allocator;

import java.util.ArrayList;
import java.util.List;

/**
 * Agents that are wanted for something, in no order. Each carries a mark that says whether it is
 * one of them, so that coming, going and asking touch nothing but the agent itself; those who went
 * are swept out when they are more than those who stay.
 */
final class AgentSet {

  private static final int FEW = 16;

  /** The mark of those who are in it. */
  private final int member;

  /** The mark of those who stand in the list, whether they are in it or not. */
  private final int listed;

  private final List<AgentSlot> list = new ArrayList<>();
  private int size;

  /** A set of its own for each number from 0 to 15. */
  AgentSet(int number) {
    this.member = 1 << (2 * number);
    this.listed = member << 1;
  }

  void add(AgentSlot slot) {
    if (contains(slot)) {
      return;
    }
    size++;
    if ((slot.marks & listed) == 0) {
      list.add(slot);
    }
    slot.marks |= member | listed;
  }

  void remove(AgentSlot slot) {
    if (contains(slot)) {
      slot.marks &= ~member;
      size--;
      if (list.size() > 2 * size + FEW) {
        sweep();
      }
    }
  }

  private void sweep() {
    if (list.size() == size) {
      return;
    }
    list.removeIf(slot -> {
      boolean gone = !contains(slot);
      if (gone) {
        slot.marks &= ~listed;
      }
      return gone;
    });
  }

  boolean contains(AgentSlot slot) {
    return (slot.marks & member) != 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** All of them, to be kept. */
  List<AgentSlot> toList() {
    sweep();
    return new ArrayList<>(list);
  }

  void addAll(AgentSet others) {
    others.toList().forEach(this::add);
  }

  void clear() {
    list.forEach(slot -> slot.marks &= ~(member | listed));
    list.clear();
    size = 0;
  }
}
