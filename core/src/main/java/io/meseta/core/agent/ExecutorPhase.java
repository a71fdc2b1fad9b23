package io.meseta.core.agent;

/** The life of an executor on its agent (Mesos reference §12.15). */
public enum ExecutorPhase {
  /** Started or about to be; has not subscribed. */
  REGISTERING,
  /** Takes tasks. */
  RUNNING,
  /** Told to end, or being killed. */
  TERMINATING,
  /** Its container is gone; it stays until its updates are acknowledged. */
  TERMINATED
}
