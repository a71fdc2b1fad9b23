package io.meseta.core;

import java.util.Objects;
import java.util.Optional;

/**
 * Names one subscription of a scheduler, executor or operator. Over HTTP there is a new one for
 * each subscribe, so that what is meant for an earlier stream never reaches a later one; a driver
 * is known by its process, however often it registers.
 *
 * @param value the text of the {@code Mesos-Stream-Id} header, or of the driver's process
 * @param driver the process of the driver that is spoken to in libprocess messages (Mesos reference
 *     §5); empty for a stream
 */
public record ConnectionId(String value, Optional<Pid> driver) {

  public ConnectionId {
    Objects.requireNonNull(value, "value");
  }

  /** A stream. */
  public ConnectionId(String value) {
    this(value, Optional.empty());
  }

  /** The connection to a driver: the same as often as it is asked for. */
  public static ConnectionId of(Pid driver) {
    return new ConnectionId(driver.value(), Optional.of(driver));
  }

  /** Whether libprocess messages go over it, and not the events of a stream. */
  public boolean isDriver() {
    return driver.isPresent();
  }

  /** Returns the bare value, as it stands on the wire and in logs. */
  @Override
  public String toString() {
    return value;
  }
}
