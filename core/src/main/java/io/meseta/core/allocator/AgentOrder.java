package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.allocator.share.RandomDraw;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An order of agents that looks random but depends on a seed, a round and a stage alone, so that no
 * agent is always first, a run can be repeated exactly, and some agents stand among each other as
 * they do among all.
 */
record AgentOrder(long seed, long round, int stage) implements Comparator<AgentId> {

  private static final int PLACE_BITS = 21;
  private static final long PLACES = (1L << PLACE_BITS) - 1;

  static long keyOf(AgentId agent) {
    return agent.value().hashCode();
  }

  @Override
  public int compare(AgentId left, AgentId right) {
    return Long.compare(rank(keyOf(left)), rank(keyOf(right)));
  }

  private long rank(long key) {
    long stageOffset = stage == 1 ? RandomDraw.STEP >>> 1 : 0;
    return RandomDraw.scramble((seed + round - 1) * RandomDraw.STEP + key + stageOffset) & ~PLACES;
  }

  /** Sorts by plain numbers that carry the place of their agent along. */
  AgentSlot[] sort(List<AgentSlot> slots) {
    if (slots.size() > PLACES) {
      throw new IllegalArgumentException(slots.size() + " agents are more than " + PLACES);
    }
    long[] ranks = new long[slots.size()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rank(slots.get(i).orderKey) | i;
    }
    Arrays.sort(ranks);
    AgentSlot[] sorted = new AgentSlot[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      sorted[i] = slots.get((int) (ranks[i] & PLACES));
    }
    return sorted;
  }
}
