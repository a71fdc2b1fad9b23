package io.meseta.core.master.offer;

import io.meseta.core.OfferId;
import io.meseta.core.master.OfferEvent.OfferRemoved;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.inverse.InverseOffers;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.master.state.Turn;
import java.util.Collection;
import java.util.List;

/** Takes offers back. */
public final class OfferRemoval {

  private OfferRemoval() {}

  /** Takes all offers of the framework back, inverse ones too, without telling it. */
  public static void removeAll(Turn turn, Framework framework, Outcome outcome) {
    List.copyOf(framework.offers()).forEach(id -> turn.emit(new OfferRemoved(id, outcome)));
    InverseOffers.discardAll(turn, framework.id());
  }

  /** Takes all offers of the agent back, inverse ones too, and tells their frameworks. */
  public static void rescindAll(Turn turn, Agent agent) {
    rescind(turn, agent.offers());
    InverseOffers.rescindAll(turn, agent.id());
  }

  /** Takes the offers back and tells their frameworks. */
  public static void rescind(Turn turn, Collection<OfferId> offers) {
    for (OfferId id : List.copyOf(offers)) {
      OutstandingOffer offer = turn.state().offer(id).orElseThrow();
      turn.emit(new OfferRemoved(id, Outcome.RESCINDED));
      turn.state()
          .framework(offer.framework())
          .ifPresent(framework -> turn.send(framework, SchedulerEvents.rescind(id)));
    }
  }
}
