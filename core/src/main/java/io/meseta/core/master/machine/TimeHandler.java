package io.meseta.core.master.machine;

import io.meseta.core.FrameworkId;
import io.meseta.core.master.FrameworkEvent.HeartbeatSent;
import io.meseta.core.master.InverseOfferEvent.InverseRefusalExpired;
import io.meseta.core.master.OfferEvent.AllocationResumed;
import io.meseta.core.master.OfferEvent.RefusalExpired;
import io.meseta.core.master.agents.AgentDeadlines;
import io.meseta.core.master.call.FrameworkRemoval;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Deadline;
import io.meseta.core.master.state.Deadlines;
import io.meseta.core.master.state.Turn;
import java.util.List;
import java.util.Optional;

/** Time passes: whatever is due is done, the earliest first. */
final class TimeHandler {

  private TimeHandler() {}

  static void handle(Turn turn) {
    Deadlines deadlines = turn.state().deadlines();
    Optional<Deadline> due = deadlines.due(turn.now());
    while (due.isPresent()) {
      Deadline deadline = due.get();
      meet(turn, deadline);
      due = deadlines.due(turn.now());
      if (due.filter(deadline::equals).isPresent()) {
        throw new IllegalStateException(deadline + " was met and still stands");
      }
    }
  }

  private static void meet(Turn turn, Deadline deadline) {
    switch (deadline) {
      case Deadline.PingAgent d -> AgentDeadlines.ping(turn, d.agent());
      case Deadline.AwaitAgent d -> AgentDeadlines.giveUp(turn, d.agent());
      case Deadline.CleanRegistry d -> AgentDeadlines.cleanRegistry(turn);
      case Deadline.AwaitFramework d ->
          FrameworkRemoval.remove(turn, turn.state().framework(d.framework()).orElseThrow());
      case Deadline.SendHeartbeat d -> heartbeat(turn, d.framework());
      case Deadline.AwaitOfferAnswer d -> OfferRemoval.rescind(turn, List.of(d.offer()));
      case Deadline.ExpireRefusal d ->
          turn.emit(new RefusalExpired(d.framework(), d.role(), d.agent(), turn.now()));
      case Deadline.ExpireInverseRefusal d ->
          turn.emit(new InverseRefusalExpired(d.framework(), d.agent()));
      case Deadline.ResumeAllocation d -> turn.emit(new AllocationResumed(turn.now()));
      case Deadline.Allocate d -> Allocation.run(turn);
    }
  }

  private static void heartbeat(Turn turn, FrameworkId framework) {
    turn.emit(new HeartbeatSent(framework, turn.now()));
    turn.send(turn.state().framework(framework).orElseThrow(), SchedulerEvents.HEARTBEAT);
  }
}
