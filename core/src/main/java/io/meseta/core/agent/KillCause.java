package io.meseta.core.agent;

/** Why a command task is being ended; its last status tells. */
public enum KillCause {
  /** The scheduler or the agent wants it. */
  REQUEST,
  /** It has run as long as it may. */
  OVERTIME,
  /** Its health check failed too often. */
  UNHEALTHY
}
