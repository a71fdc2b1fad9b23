package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import java.util.Comparator;

/**
 * An order of agents that looks random but depends on a seed alone, so that no agent is always
 * first and a run can be repeated exactly.
 */
record SeededOrder(long seed) implements Comparator<AgentId> {

  @Override
  public int compare(AgentId left, AgentId right) {
    int byHash = Long.compare(scramble(left), scramble(right));
    return byHash != 0 ? byHash : left.value().compareTo(right.value());
  }

  private long scramble(AgentId agent) {
    long bits = seed * 0x9E3779B97F4A7C15L + agent.value().hashCode();
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
