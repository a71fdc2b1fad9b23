package io.meseta.testing.invariant;

import java.util.List;

/** All invariants. */
public final class Invariants {

  private Invariants() {}

  /** One new object of each. */
  public static List<Invariant> all() {
    return List.of(
        new ResourcesAddUpInvariant(),
        new DurableFirstInvariant(),
        new ReplayInvariant(),
        new TerminalOnceInvariant(),
        new UpdateOrderInvariant(),
        new AcknowledgedUpdateInvariant(),
        new AcknowledgedOperationInvariant(),
        new SameTotalInvariant(),
        new UniqueAgentIdInvariant(),
        new AtomicGroupInvariant(),
        new CountedTaskInvariant(),
        new SettledInvariant(),
        new NothingIdleInvariant(),
        new LimitsInvariant(),
        new GuaranteesInvariant(),
        new FairShareInvariant(),
        new OfferedAtOnceInvariant());
  }
}
