package io.meseta.core.agent.state;

/** The life of a container that is nested in that of an executor. */
public enum NestedPhase {
  /** Is being started. */
  STARTING,
  /** Its first process runs. */
  RUNNING,
  /** Is no more; how it ended is remembered. */
  ENDED
}
