package io.meseta.core;

import java.util.Objects;

/**
 * Names a task within its framework, which chose the name. Two frameworks may use the same one.
 *
 * @param value opaque; blanks are legal (Mesos reference, corrections to §1.4)
 */
public record TaskId(String value) {

  public TaskId {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
