package io.meseta.core.agent.check;

/** Why a task is probed. */
public enum CheckKind {
  /** {@code TaskInfo.check}: tells what it found, and nothing follows from it. */
  CHECK,
  /** {@code TaskInfo.health_check}: tells whether the task is healthy, and has it killed if not. */
  HEALTH_CHECK
}
