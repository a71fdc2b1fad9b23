package io.meseta.core;

import java.util.Objects;

/**
 * Names a framework across its subscriptions and across masters.
 *
 * @param value usually {@code <master uuid>-0001}, but opaque: a framework may bring its own
 */
public record FrameworkId(String value) {

  public FrameworkId {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
