package io.meseta.core.agent.state;

/** Where an agent stands with itself and with its master (Mesos reference §12.15). */
public enum AgentPhase {
  /** The journal is being replayed. */
  RECOVERING,
  /** Waits for executors of before the restart to come back. */
  RECONNECTING,
  /** Not registered with any master. */
  DISCONNECTED,
  /** Registered. */
  RUNNING,
  /** Ends everything, then itself. */
  TERMINATING
}
