package io.meseta.core;

import java.util.Objects;

/**
 * The address of a libprocess process, kept as opaque text: the core compares it and hands it back,
 * only the libprocess side takes it apart.
 *
 * @param value {@code name@ip:port}, for example {@code slave(1)@10.0.0.7:5051} (Mesos reference
 *     §0.1)
 */
public record Pid(String value) {

  public Pid {
    Objects.requireNonNull(value, "value");
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
