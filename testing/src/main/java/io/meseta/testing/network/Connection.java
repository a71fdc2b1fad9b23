package io.meseta.testing.network;

import io.meseta.testing.world.Agenda;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction between two processes. What is sent arrives in order, until the connection breaks.
 */
final class Connection {

  private final List<Runnable> held = new ArrayList<>();
  private Instant lastArrival = Agenda.START;
  private long breaks;
  private boolean blocked;

  /** The instant at which something sent now arrives, not before what was sent earlier. */
  Instant arrival(Instant wanted) {
    lastArrival = wanted.isBefore(lastArrival) ? lastArrival : wanted;
    return lastArrival;
  }

  /** What was sent before the last break must not arrive after it. */
  long breaks() {
    return breaks;
  }

  void breakNow() {
    breaks++;
    held.clear();
    lastArrival = Agenda.START;
  }

  boolean isBlocked() {
    return blocked;
  }

  void block() {
    blocked = true;
  }

  /** Keeps a delivery until the way is free again, as TCP repeats what is not confirmed. */
  void hold(Runnable delivery) {
    held.add(delivery);
  }

  /** Opens the way and returns what was kept. */
  List<Runnable> unblock() {
    blocked = false;
    List<Runnable> deliveries = List.copyOf(held);
    held.clear();
    return deliveries;
  }
}
