package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;

/** What happens to inverse offers: how frameworks are asked to make room (reference §9.7). */
public sealed interface InverseOfferEvent extends MasterEvent {

  /** The framework is asked to give back what it has of the agent before it becomes unavailable. */
  record InverseOfferMade(
      OfferId offer, FrameworkId framework, AgentId agent, Unavailability unavailability)
      implements InverseOfferEvent {}

  /**
   * The framework has answered.
   *
   * @param status what it has answered, and when
   * @param refusedUntil when it may be asked again, or empty for at once
   */
  record InverseOfferAnswered(
      OfferId offer, InverseOfferStatus status, Optional<Instant> refusedUntil)
      implements InverseOfferEvent {}

  /** The inverse offer is no more, without an answer. */
  record InverseOfferRemoved(OfferId offer) implements InverseOfferEvent {}

  /** The framework may be asked about the agent again. */
  record InverseRefusalExpired(FrameworkId framework, AgentId agent) implements InverseOfferEvent {}

  /** Everybody who was to be asked has been asked. */
  record InverseOffersMade() implements InverseOfferEvent {}
}
