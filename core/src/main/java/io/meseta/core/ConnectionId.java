package io.meseta.core;

import java.util.Objects;

/**
 * Names one subscription of a scheduler, executor or operator; a new one for each subscribe, so
 * that what is meant for an earlier stream never reaches a later one.
 *
 * @param value the text of the {@code Mesos-Stream-Id} header, or any unique text where there is
 *     none
 */
public record ConnectionId(String value) {

  public ConnectionId {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
