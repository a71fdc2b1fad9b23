package io.meseta.core.master.machine;

import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.allocator.Placement;
import io.meseta.core.allocator.Round;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.OfferEvent.AllocationHeld;
import io.meseta.core.master.OfferEvent.AllocationScheduled;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.OfferEvent.ResourcesAllocated;
import io.meseta.core.master.message.OfferMessages;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Deadline;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.master.state.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer;

/**
 * Turns what came free into offers: shortly after the change that set it free, together with what
 * comes free meanwhile, so that a framework gets one offer per agent and not many crumbs.
 */
final class Allocation {

  private Allocation() {}

  /**
   * Called when the master begins to lead: with guarantees to keep, nothing is offered before most
   * agents of the registry are back (Mesos reference §9.1, "Recovery").
   */
  static void awaitAgents(Turn turn) {
    MasterConfig.AgentRecovery recovery = turn.config().allocation().recovery();
    int awaited = (int) (turn.state().membership().recovered().size() * recovery.factor());
    if (turn.state().allocator().rules().hasQuotas() && awaited > 0) {
      turn.emit(new AllocationHeld(awaited, turn.now().plus(recovery.timeout())));
    }
  }

  /** Called at the end of each turn: sees to it that what came free is offered soon, or now. */
  static void follow(Turn turn) {
    MasterState state = turn.state();
    boolean pending = state.deadlines().at(new Deadline.Allocate()).isPresent();
    if (!state.allocator().hasWork() || pending) {
      return;
    }
    Duration batch = turn.config().allocation().batch();
    if (batch.isZero()) {
      run(turn);
    } else {
      turn.emit(new AllocationScheduled(turn.now().plus(batch)));
    }
  }

  /** Offers all that can be offered. */
  static void run(Turn turn) {
    MasterState state = turn.state();
    Map<FrameworkId, List<Offer>> made = new LinkedHashMap<>();
    Round round = state.allocator().round();
    Optional<Placement> placement = round.next();
    while (placement.isPresent()) {
      make(turn, placement.get(), made);
      placement = round.next();
    }
    turn.emit(new ResourcesAllocated(turn.now()));
    made.forEach((framework, offers) ->
        turn.send(state.framework(framework).orElseThrow(), SchedulerEvents.offers(offers)));
  }

  private static void make(Turn turn, Placement placement, Map<FrameworkId, List<Offer>> made) {
    OfferId id = turn.state().nextOfferId();
    turn.emit(
        new OfferMade(
            id,
            placement.framework(),
            placement.agent(),
            placement.role(),
            placement.resources(),
            turn.now()));
    OutstandingOffer offer = turn.state().offer(id).orElseThrow();
    made.computeIfAbsent(offer.framework(), _ -> new ArrayList<>())
        .add(OfferMessages.toProtobuf(offer, turn.state()));
  }
}
