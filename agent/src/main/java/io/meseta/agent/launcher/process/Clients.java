package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LauncherMessage.Exited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The open connections, and for how long there has been none. */
final class Clients {

  private static final int MAX_CONNECTIONS = 32;

  private final Set<ClientConnection> connections = new HashSet<>();
  private long lastGoneNanos = System.nanoTime();

  /** Adds a connection, or says no if there are too many. */
  synchronized boolean add(ClientConnection connection) {
    return connections.size() < MAX_CONNECTIONS && connections.add(connection);
  }

  synchronized void remove(ClientConnection connection) {
    connections.remove(connection);
    lastGoneNanos = System.nanoTime();
  }

  /** How long there has been no connection; zero if there is one. */
  synchronized Duration absence() {
    return connections.isEmpty()
        ? Duration.ofNanos(System.nanoTime() - lastGoneNanos)
        : Duration.ZERO;
  }

  /** Tells every client of an exit. */
  void tell(Exited exited) {
    List<ClientConnection> current;
    synchronized (this) {
      current = new ArrayList<>(connections);
    }
    current.forEach(connection -> connection.tell(exited));
  }
}
