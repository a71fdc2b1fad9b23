package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What happens to offers and to the resources in them. */
public sealed interface OfferEvent extends MasterEvent {

  /**
   * Resources of an agent are promised to a framework.
   *
   * @param resources not allocated to any role; {@code role} says to which they are
   */
  record OfferMade(
      OfferId offer,
      FrameworkId framework,
      AgentId agent,
      String role,
      Resources resources,
      Instant at)
      implements OfferEvent {}

  /** The offer is no more; what was not used of it is free again. */
  record OfferRemoved(OfferId offer, Outcome outcome) implements OfferEvent {}

  /** The framework does not want these resources, nor less, before the given time. */
  record OfferRefused(
      FrameworkId framework, String role, AgentId agent, Resources resources, Instant until)
      implements OfferEvent {}

  /** The time of a refusal has passed. */
  record RefusalExpired(FrameworkId framework, String role, AgentId agent, Instant at)
      implements OfferEvent {}

  /** Something came free; it is to be offered at the given time, together with what else comes. */
  record AllocationScheduled(Instant due) implements OfferEvent {}

  /** All that could be offered has been offered. */
  record ResourcesAllocated(Instant at) implements OfferEvent {}

  /** Nothing is offered before agents have come back after an election, or long enough passed. */
  record AllocationHeld(int awaitedAgents, Instant until) implements OfferEvent {}

  /** Agents that have not come back by now are not awaited any more. */
  record AllocationResumed(Instant at) implements OfferEvent {}

  /** Only resources of these hosts are offered from now on, or of all hosts. */
  record WhitelistUpdated(Optional<Set<String>> hostnames) implements OfferEvent {
    public WhitelistUpdated {
      hostnames = hostnames.map(Set::copyOf);
    }
  }

  /** How an offer ended. */
  enum Outcome {
    /** By ACCEPT. */
    ACCEPTED,
    /** By DECLINE, or an ACCEPT without operations. */
    DECLINED,
    /** The master took it back and said so. */
    RESCINDED,
    /** Its framework has no stream any more, so that nobody could be told. */
    DISCARDED
  }
}
