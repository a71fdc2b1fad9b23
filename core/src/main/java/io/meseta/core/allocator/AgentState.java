package io.meseta.core.allocator;

/** Whether resources of an agent are offered, and if not, why. */
public enum AgentState {
  /** They are. */
  ACTIVE,
  /** Its process cannot be reached. */
  DISCONNECTED,
  /** An operator has deactivated it. */
  DEACTIVATED,
  /** An operator lets it run empty. */
  DRAINING,
  /** It has run empty, as an operator wanted, and stays so until it is reactivated. */
  DRAINED
}
