package io.meseta.core.master.service;

import io.meseta.core.AgentId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.OperatorCommand.DeactivateAgent;
import io.meseta.core.master.OperatorCommand.DrainAgent;
import io.meseta.core.master.OperatorCommand.ReactivateAgent;
import io.meseta.core.master.ServiceEvent.AgentDeactivated;
import io.meseta.core.master.ServiceEvent.AgentReactivated;
import io.meseta.core.master.ServiceEvent.DrainStarted;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Turn;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** DEACTIVATE_AGENT, REACTIVATE_AGENT and DRAIN_AGENT (Mesos reference §3.1, §12.9). */
public final class ServiceHandler {

  private static final Answer UNKNOWN = new Answer.Invalid("Unknown agent");

  private ServiceHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, DeactivateAgent command) {
    turn.answer(command.request(), deactivate(turn, command.agent()));
  }

  private static Answer deactivate(Turn turn, AgentId id) {
    if (!isMember(turn, id)) {
      return UNKNOWN;
    }
    if (!turn.state().service().isDeactivated(id)) {
      turn.emit(new AgentDeactivated(id));
      turn.state().agent(id).ifPresent(agent -> OfferRemoval.rescindAll(turn, agent));
    }
    return new Answer.Done();
  }

  /** Carries the command out. */
  public static void handle(Turn turn, ReactivateAgent command) {
    turn.answer(command.request(), reactivate(turn, command.agent()));
  }

  private static Answer reactivate(Turn turn, AgentId id) {
    if (!turn.state().service().isDeactivated(id)) {
      return new Answer.Invalid("Agent is not deactivated");
    }
    if (turn.state().service().isDraining(id)) {
      return new Answer.Invalid("Agent is still in the DRAINING state");
    }
    turn.emit(new AgentReactivated(id));
    return new Answer.Done();
  }

  /** Carries the command out. */
  public static void handle(Turn turn, DrainAgent command) {
    turn.answer(command.request(), drain(turn, command));
  }

  private static Answer drain(Turn turn, DrainAgent command) {
    AgentId id = command.agent();
    if (!isMember(turn, id)) {
      return UNKNOWN;
    }
    Optional<Agent> agent = turn.state().agent(id);
    if (agent.isPresent()) {
      Optional<String> error = error(turn, agent.get());
      if (error.isPresent()) {
        return new Answer.Invalid(error.get());
      }
    }
    turn.emit(new DrainStarted(id, command.config(), turn.now()));
    agent.ifPresent(present -> {
      OfferRemoval.rescindAll(turn, present);
      turn.send(present, AgentMessages.drain(command.config()));
    });
    return new Answer.Done();
  }

  private static Optional<String> error(Turn turn, Agent agent) {
    if (turn.state().maintenance().unavailability(agent.id()).isPresent()) {
      return Optional.of("Agent " + agent.id() + " is part of a maintenance schedule");
    }
    return agent.has(AgentInfo.Capability.Type.AGENT_DRAINING)
        ? Optional.empty()
        : Optional.of("Agent " + agent.id() + " is not capable of draining");
  }

  private static boolean isMember(Turn turn, AgentId id) {
    return switch (turn.state().membership().stage(id)) {
      case REGISTERED, DISCONNECTED, RECOVERED, UNREACHABLE -> true;
      case GONE, REMOVED, UNKNOWN -> false;
    };
  }
}
