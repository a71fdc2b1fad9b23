package io.meseta.core.master.inverse;

import io.meseta.core.OfferId;
import io.meseta.core.master.InverseOfferEvent.InverseOfferAnswered;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.RefusalTimes;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.InverseOffer;
import io.meseta.core.master.state.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;

/**
 * ACCEPT_INVERSE_OFFERS and DECLINE_INVERSE_OFFERS (Mesos reference §1.1): remembered for whoever
 * plans the maintenance. What is no inverse offer of the framework is ignored, as Mesos does.
 */
public final class InverseOfferAnswers {

  private InverseOfferAnswers() {}

  /** Takes the answer to each of these. */
  public static void take(
      Turn turn, Framework framework, boolean accepted, List<OfferID> ids, Filters filters) {
    Duration time = RefusalTimes.of(filters);
    Optional<Instant> until = time.isZero() ? Optional.empty() : Optional.of(turn.now().plus(time));
    InverseOfferStatus status =
        InverseOfferStatus.newBuilder()
            .setStatus(
                accepted ? InverseOfferStatus.Status.ACCEPT : InverseOfferStatus.Status.DECLINE)
            .setFrameworkId(Ids.toProtobuf(framework.id()))
            .setTimestamp(Statuses.time(turn.now()))
            .build();
    for (OfferId id : ids.stream().map(Ids::of).toList()) {
      Optional<InverseOffer> offer = turn.state().maintenance().offer(id);
      if (offer.filter(it -> it.framework().equals(framework.id())).isPresent()) {
        turn.emit(new InverseOfferAnswered(id, status, until));
      }
    }
  }
}
