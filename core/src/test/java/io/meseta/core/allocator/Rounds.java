package io.meseta.core.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays the master's part of a round. */
final class Rounds {

  private Rounds() {}

  /** Offers all that can be offered, and says to whom what went. */
  static List<Placement> run(Allocator allocator, Instant now) {
    List<Placement> placed = new ArrayList<>();
    Round round = allocator.round();
    Optional<Placement> next = round.next();
    while (next.isPresent()) {
      placed.add(next.get());
      allocator.offer(next.get(), now);
      next = round.next();
    }
    allocator.finishRound();
    return placed;
  }
}
