package io.meseta.core;

import java.util.Objects;

/**
 * Names an agent for as long as it keeps its work directory.
 *
 * @param value usually {@code <master uuid>-S7}; opaque
 */
public record AgentId(String value) {

  public AgentId {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
