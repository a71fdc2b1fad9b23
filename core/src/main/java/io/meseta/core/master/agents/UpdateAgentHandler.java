package io.meseta.core.master.agents;

import io.meseta.core.master.AgentEvent.AgentResourcesChanged;
import io.meseta.core.master.AgentEvent.ResourceVersionChanged;
import io.meseta.core.master.MasterCommand.UpdateAgent;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.operation.OperationReports;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Turn;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;

/**
 * An agent reports what changed of its resources: their version, and how much is oversubscribed
 * (Mesos reference §9.6). Resource providers are not followed.
 */
public final class UpdateAgentHandler {

  private UpdateAgentHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, UpdateAgent command) {
    turn.state()
        .agent(Ids.of(command.message().getSlaveId()))
        .filter(agent -> agent.pid().equals(command.from()))
        .ifPresent(agent -> update(turn, agent, command.message()));
  }

  private static void update(Turn turn, Agent agent, UpdateSlaveMessage message) {
    if (message.hasResourceVersionUuid()) {
      turn.emit(
          new ResourceVersionChanged(agent.id(), message.getResourceVersionUuid().getValue()));
    }
    OperationReports.reconcile(turn, agent, message.getOperations().getOperationsList());
    boolean oversubscribes =
        message.getUpdateOversubscribedResources()
            && ResourceValidation.validate(message.getOversubscribedResourcesList()).isEmpty();
    if (oversubscribes) {
      Resources revocable = Resources.of(message.getOversubscribedResourcesList()).revocable();
      Resources total = agent.total().nonRevocable().plus(revocable);
      if (!total.equals(agent.total())) {
        OfferRemoval.rescindAll(turn, agent);
        turn.emit(new AgentResourcesChanged(agent.id(), total));
      }
    }
  }
}
