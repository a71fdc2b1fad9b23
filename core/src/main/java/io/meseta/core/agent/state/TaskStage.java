package io.meseta.core.agent.state;

/** How far a task has come on its agent; independent of the state that its executor reports. */
public enum TaskStage {
  /** Waits for its executor. */
  QUEUED,
  /** Is with its executor. */
  LAUNCHED,
  /** Has ended; the scheduler may not know yet. */
  TERMINATED,
  /** Has ended and the scheduler knows. */
  COMPLETED
}
