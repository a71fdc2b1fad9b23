package io.meseta.core.master.operation;

import io.meseta.core.OfferId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.OperatorCommand.ChangeResources;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.validate.OperationValidation;
import io.meseta.core.resource.OperationConversions;
import io.meseta.core.resource.OperationResources;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.ResourceConversion;
import io.meseta.core.resource.ResourceConversion.Impossible;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation;

/**
 * An operator changes the resources of an agent: what is free, and as many offers as it takes,
 * which are rescinded (Mesos reference §3.1, §10).
 */
public final class OperatorOperationHandler {

  private OperatorOperationHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, ChangeResources command) {
    turn.answer(command.request(), answer(turn, command));
  }

  private static Answer answer(Turn turn, ChangeResources command) {
    Optional<Agent> agent = turn.state().agent(command.agent());
    if (agent.isEmpty()) {
      return new Answer.Invalid("No agent found with specified ID");
    }
    Optional<String> error = OperationResources.validate(command.operation());
    if (error.isPresent()) {
      return new Answer.Invalid(error.get());
    }
    Operation operation = OperationResources.map(command.operation(), ReservationFormat::refine);
    return OperationValidation.ofOperator(command.principal(), agent.get())
        .validate(operation)
        .<Answer>map(text -> new Answer.Invalid(invalid(operation, agent.get()) + text))
        .orElseGet(() -> carryOut(turn, agent.get(), operation));
  }

  private static String invalid(Operation operation, Agent agent) {
    String where =
        switch (operation.getType()) {
          case UNRESERVE, DESTROY -> "";
          default -> " on agent " + agent.description();
        };
    return "Invalid " + operation.getType() + " operation" + where + ": ";
  }

  private static Answer carryOut(Turn turn, Agent agent, Operation operation) {
    List<ResourceConversion> conversions = OperationConversions.of(operation);
    Resources required =
        Resources.sum(conversions.stream().map(ResourceConversion::consumed).toList());
    if (required.isEmpty()) {
      return new Answer.Accepted(); // Mesos accepts it as well, and aborts
    }
    Resources reach = reach(turn, agent, required);
    if (ResourceConversion.apply(conversions, reach) instanceof Impossible(String why)) {
      return new Answer.Conflict(why); // and no offer is rescinded in vain, as Mesos does
    }
    rescind(turn, agent, conversions, required);
    OperationStart.start(turn, agent, Optional.empty(), operation);
    return new Answer.Accepted();
  }

  /**
   * What is free, and what would be if all offers that can help were rescinded. What is shared is
   * free however many offers hold copies of it.
   */
  private static Resources reach(Turn turn, Agent agent, Resources required) {
    Resources reach = turn.state().allocator().available(agent.id());
    for (OfferId id : agent.offers()) {
      Resources offered = turn.state().offer(id).orElseThrow().resources().unallocated();
      reach = offered.shares(required) ? reach.plus(offered.nonShared()) : reach;
    }
    return reach;
  }

  /**
   * Takes offers back until what came free is enough, and all that hold copies of what is no more;
   * those that do not help are left alone.
   */
  private static void rescind(
      Turn turn, Agent agent, List<ResourceConversion> conversions, Resources required) {
    for (OfferId id : List.copyOf(agent.offers())) {
      Resources offered = turn.state().offer(id).orElseThrow().resources().unallocated();
      boolean copies = offered.shared().shares(required.shared());
      if (copies || (offered.shares(required) && !isEnough(turn, agent, conversions))) {
        OfferRemoval.rescind(turn, List.of(id));
      }
    }
  }

  private static boolean isEnough(Turn turn, Agent agent, List<ResourceConversion> conversions) {
    Resources available = turn.state().allocator().available(agent.id());
    return ResourceConversion.apply(conversions, available).outcome().isPresent();
  }
}
