package io.meseta.core.master.call;

import io.meseta.core.OfferId;
import io.meseta.core.master.OfferEvent.OfferRemoved;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.offer.Refusals;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.master.state.Turn;
import java.util.Optional;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** DECLINE: gives offers back; those that are no longer valid are ignored. */
final class DeclineHandler {

  private DeclineHandler() {}

  static void handle(Turn turn, Framework framework, Call.Decline body) {
    for (OfferID id : body.getOfferIdsList()) {
      OfferId offerId = Ids.of(id);
      Optional<OutstandingOffer> offer =
          turn.state().offer(offerId).filter(o -> o.framework().equals(framework.id()));
      if (offer.isPresent()) {
        turn.emit(new OfferRemoved(offerId, Outcome.DECLINED));
        Refusals.Refused refused =
            new Refusals.Refused(
                framework.id(), offer.get().role(), offer.get().agent(), offer.get().resources());
        Refusals.remember(turn, refused, body.getFilters());
      }
    }
  }
}
