package io.meseta.core.allocator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The next round as it would be, played on the real state and taken back step by step: whoever is
 * asked to explain something must know what would come, and must not change anything.
 */
final class Rehearsal {

  /** An offer, and how its agent was before. */
  private record Play(Placement placement, AgentSlot slot, AgentSlot.Memory before) {}

  private final Engine engine;
  private final Agenda.Memory agenda;
  private final Deque<Play> plays = new ArrayDeque<>();
  private final List<Placement> placements = new ArrayList<>();

  /** Plays the round, if there is one to come. */
  Rehearsal(Engine engine, Instant now) {
    this.engine = engine;
    this.agenda = engine.agenda().remember();
    if (!engine.hasWork()) {
      return;
    }
    Round round = new Round(engine);
    for (Optional<Placement> next = round.next(); next.isPresent(); next = round.next()) {
      Placement placement = next.get();
      AgentSlot slot = engine.agents().of(placement.agent());
      plays.push(new Play(placement, slot, slot.remember()));
      placements.add(placement);
      engine.ledger().promise(clientOf(placement), slot, placement, now);
    }
  }

  /** What the round would offer, in order. */
  List<Placement> placements() {
    return Collections.unmodifiableList(placements);
  }

  /** Takes back the placement and all after it: the state is that in which it was decided. */
  void rewindTo(Placement placement) {
    while (!plays.isEmpty()) {
      Play play = plays.pop();
      takeBack(play);
      if (play.placement() == placement) {
        return;
      }
    }
  }

  /** Takes everything back. */
  void end() {
    while (!plays.isEmpty()) {
      takeBack(plays.pop());
    }
    engine.agenda().restore(agenda);
  }

  private void takeBack(Play play) {
    Placement placement = play.placement();
    engine.ledger().takeBack(clientOf(placement), play.slot(), placement, play.before());
  }

  private Client clientOf(Placement placement) {
    return engine.clients().of(placement.framework(), placement.role());
  }
}
