package io.meseta.core.allocator;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one stage of a round in their order, without those that are not worth a look.
 *
 * <p>No two that follow each other are neighbours in memory, and a look at one is over before its
 * successor could have been fetched. Therefore some are tried ahead, in one go: their cache misses
 * then happen side by side, and a cycle over many agents costs no more for each than one over few.
 */
final class AgentQueue {

  private static final int AHEAD = 32;

  private final AgentSlot[] slots;
  private final Predicate<AgentSlot> promising;
  private final @Nullable AgentSlot[] ahead = new AgentSlot[AHEAD];
  private int tried;
  private int found;
  private int next;

  /** In this order; whoever is not promising now must not become so later. */
  AgentQueue(AgentSlot[] slots, Predicate<AgentSlot> promising) {
    this.slots = slots;
    this.promising = promising;
  }

  /** The next that is worth a look, or null. */
  @Nullable AgentSlot poll() {
    while (next == found) {
      if (tried == slots.length) {
        return null;
      }
      tryAhead();
    }
    return ahead[next++];
  }

  private void tryAhead() {
    int end = Math.min(slots.length, tried + AHEAD);
    next = 0;
    found = 0;
    while (tried < end) {
      AgentSlot slot = slots[tried++];
      if (promising.test(slot)) {
        ahead[found++] = slot;
      }
    }
  }
}
