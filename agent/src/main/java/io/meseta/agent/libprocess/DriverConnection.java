package io.meseta.agent.libprocess;

import io.meseta.core.ConnectionId;
import io.meseta.core.Pid;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Names of connections of executor drivers; they say where the driver is. */
final class DriverConnection {

  private static final String FIRST = "driver:";
  private static final String AGAIN = "returning-driver:";

  private static final AtomicLong last = new AtomicLong();

  private DriverConnection() {}

  /**
   * A new connection.
   *
   * @param returns whether the driver was registered before the agent was restarted
   */
  static ConnectionId of(Pid pid, boolean returns) {
    return new ConnectionId((returns ? AGAIN : FIRST) + pid.value() + "#" + last.incrementAndGet());
  }

  /** Where the driver is; empty if the connection is none of a driver. */
  static Optional<Pid> pid(ConnectionId connection) {
    String value = connection.value();
    if (!value.startsWith(FIRST) && !value.startsWith(AGAIN)) {
      return Optional.empty();
    }
    return Optional.of(new Pid(value.substring(value.indexOf(':') + 1, value.lastIndexOf('#'))));
  }

  /** Whether the driver was registered before. */
  static boolean returns(ConnectionId connection) {
    return connection.value().startsWith(AGAIN);
  }
}
