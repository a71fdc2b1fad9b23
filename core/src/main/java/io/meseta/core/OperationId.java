package io.meseta.core;

import java.util.Objects;

/**
 * Names an offer operation whose framework asked for feedback, within that framework.
 *
 * @param value opaque, chosen by the framework
 */
public record OperationId(String value) {

  public OperationId {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
