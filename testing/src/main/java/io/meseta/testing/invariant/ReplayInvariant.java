package io.meseta.testing.invariant;

import io.meseta.testing.observe.Observation;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A daemon that starts again knows what it had made durable, or more of what it had done, and
 * nothing else: its memory is a replay of its journal.
 */
public final class ReplayInvariant implements Invariant {

  /** What a daemon knew at each journal position that a crash can lead back to. */
  private static final class Memory {
    private final TreeMap<Long, String> states = new TreeMap<>();
    private long durable;
  }

  private final Map<String, Memory> memories = new HashMap<>();

  @Override
  public void observe(Observation observation) {
    switch (observation) {
      case Observation.Stepped stepped -> remember(stepped);
      case Observation.Released released -> {
        Memory memory = memory(released.node());
        memory.durable = Math.max(memory.durable, released.durable());
        memory.states.headMap(memory.durable).clear();
      }
      case Observation.Recovered recovered -> check(recovered);
      default -> {} // says nothing of the state of daemons
    }
  }

  private void remember(Observation.Stepped stepped) {
    Memory memory = memory(stepped.node());
    boolean more = memory.states.isEmpty() || memory.states.lastKey() < stepped.position();
    if (more) {
      memory.states.put(stepped.position(), DurableState.of(stepped.core()));
    }
  }

  private void check(Observation.Recovered recovered) {
    Memory memory = memory(recovered.node());
    String state = DurableState.of(recovered.core());
    if (!memory.states.isEmpty()) {
      require(
          recovered.position() >= memory.durable,
          "%s had %d records that were durable, and finds %d",
          recovered.node(),
          memory.durable,
          recovered.position());
      String before = memory.states.getOrDefault(recovered.position(), state);
      require(
          before.equals(state),
          "%s knew at position %d%n%s%nand finds%n%s",
          recovered.node(),
          recovered.position(),
          before,
          state);
    }
    memory.states.clear();
    memory.states.put(recovered.position(), state);
    memory.durable = recovered.position();
  }

  private Memory memory(String node) {
    return memories.computeIfAbsent(node, key -> new Memory());
  }
}
