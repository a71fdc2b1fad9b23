package io.meseta.core;

import java.util.Objects;

/**
 * Names one outstanding offer; never used twice by one master.
 *
 * @param value usually {@code <master uuid>-O42}; opaque
 */
public record OfferId(String value) {

  public OfferId {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
