package io.meseta.core;

import java.util.Objects;

/**
 * Names an executor within its framework and agent; for a command task it equals the task's id.
 *
 * @param value opaque
 */
public record ExecutorId(String value) {

  public ExecutorId {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
