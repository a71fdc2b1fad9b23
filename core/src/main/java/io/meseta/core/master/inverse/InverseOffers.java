package io.meseta.core.master.inverse;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.master.InverseOfferEvent.InverseOfferMade;
import io.meseta.core.master.InverseOfferEvent.InverseOfferRemoved;
import io.meseta.core.master.InverseOfferEvent.InverseOffersMade;
import io.meseta.core.master.message.OfferMessages;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.InverseOffer;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.Unavailability;

/** Makes inverse offers and takes them back. */
public final class InverseOffers {

  private InverseOffers() {}

  /**
   * Called at the end of each turn: asks each framework that has something, or is offered
   * something, of an agent that will be unavailable, once, until it has answered and the time that
   * it asked for has passed.
   */
  public static void follow(Turn turn) {
    MasterState state = turn.state();
    List<AgentId> stirred = state.maintenance().stirred();
    if (stirred.isEmpty()) {
      return;
    }
    Map<FrameworkId, List<InverseOffer>> made = new LinkedHashMap<>();
    for (AgentId id : stirred) {
      state.agent(id).filter(Agent::isActive).ifPresent(agent -> make(turn, agent, made));
    }
    turn.emit(new InverseOffersMade());
    made.forEach((id, offers) -> tell(turn, state.framework(id).orElseThrow(), offers));
  }

  private static void make(Turn turn, Agent agent, Map<FrameworkId, List<InverseOffer>> made) {
    MasterState state = turn.state();
    Unavailability unavailability = state.maintenance().unavailability(agent.id()).orElse(null);
    if (unavailability == null) {
      return;
    }
    for (FrameworkId framework : frameworks(state, agent)) {
      boolean listens = state.framework(framework).filter(Framework::isConnected).isPresent();
      if (listens && !state.maintenance().isAsked(framework, agent.id())) {
        OfferId id = state.nextOfferId();
        turn.emit(new InverseOfferMade(id, framework, agent.id(), unavailability));
        made.computeIfAbsent(framework, _ -> new ArrayList<>())
            .add(state.maintenance().offer(id).orElseThrow());
      }
    }
  }

  private static Set<FrameworkId> frameworks(MasterState state, Agent agent) {
    Set<FrameworkId> frameworks = new LinkedHashSet<>(agent.frameworks());
    agent.offers().forEach(id -> frameworks.add(state.offer(id).orElseThrow().framework()));
    return frameworks;
  }

  private static void tell(Turn turn, Framework framework, List<InverseOffer> offers) {
    turn.send(
        framework,
        SchedulerEvents.inverseOffers(
            offers.stream()
                .map(offer ->
                    OfferMessages.toProtobuf(
                        offer, turn.state().agent(offer.agent()).orElseThrow()))
                .toList()));
  }

  /** Takes all inverse offers about the agent back and tells their frameworks. */
  public static void rescindAll(Turn turn, AgentId agent) {
    for (InverseOffer offer : matching(turn, offer -> offer.agent().equals(agent))) {
      turn.emit(new InverseOfferRemoved(offer.id()));
      turn.state()
          .framework(offer.framework())
          .ifPresent(framework -> turn.send(framework, SchedulerEvents.rescindInverse(offer.id())));
    }
  }

  /** Takes all inverse offers to the framework back without telling it. */
  public static void discardAll(Turn turn, FrameworkId framework) {
    matching(turn, offer -> offer.framework().equals(framework))
        .forEach(offer -> turn.emit(new InverseOfferRemoved(offer.id())));
  }

  private static List<InverseOffer> matching(Turn turn, Predicate<InverseOffer> predicate) {
    return turn.state().maintenance().offers().stream().filter(predicate).toList();
  }
}
