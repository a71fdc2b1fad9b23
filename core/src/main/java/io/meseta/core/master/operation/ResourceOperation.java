package io.meseta.core.master.operation;

import io.meseta.core.OfferId;
import io.meseta.core.master.message.SchedulerEvents;
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
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.Offer.Operation;

/**
 * An operation of an ACCEPT that changes resources: it succeeds here and now, as far as the
 * framework's next operations are concerned, and the agent is told to carry it out (Mesos reference
 * §10.1).
 */
final class ResourceOperation {

  /** A driver that is told so aborts, as with Mesos. */
  private static final String NO_FEEDBACK_FOR_DRIVERS =
      "The 'id' field was set in an offer operation, but operation feedback is not supported for"
          + " the SchedulerDriver API; please use the HTTP scheduler API for this feature";

  private ResourceOperation() {}

  static void apply(Turn turn, AcceptedResources accepted, Operation operation) {
    if (operation.hasId() && accepted.framework().driver().isPresent()) {
      turn.send(accepted.framework(), SchedulerEvents.error(NO_FEEDBACK_FOR_DRIVERS));
      return;
    }
    validateForm(operation, accepted.agent())
        .or(() -> carryOut(turn, accepted, normal(operation, accepted.role())))
        .ifPresent(error -> OfferOperations.drop(turn, accepted.framework(), operation, error));
  }

  private static Optional<String> validateForm(Operation operation, Agent agent) {
    Optional<String> error = OperationResources.validate(operation);
    if (error.isEmpty() && operation.getReserve().getSourceCount() > 0) {
      error = Optional.of("Reservation updates are not yet implemented for the scheduler API.");
    }
    return error.isPresent()
        ? Optional.of("Operation attempted with invalid resources: " + error.get())
        : validateFeedback(operation, agent);
  }

  /** Whether the agent can report what becomes of the operation, if the framework wants that. */
  private static Optional<String> validateFeedback(Operation operation, Agent agent) {
    boolean providers = agent.has(Capability.Type.RESOURCE_PROVIDER);
    if (!operation.hasId()) {
      return Optional.empty();
    }
    if (!providers) {
      return Optional.of(
          "Operation requested feedback, but agent %s does not have the required"
                  .formatted(agent.id())
              + " RESOURCE_PROVIDER capability");
    }
    boolean feedback =
        OperationResources.areProvided(operation)
            || agent.has(Capability.Type.AGENT_OPERATION_FEEDBACK);
    return feedback
        ? Optional.empty()
        : Optional.of(
            "Operation on agent default resources requested feedback, but agent %s does not have"
                    .formatted(agent.id())
                + " the required AGENT_OPERATION_FEEDBACK and RESOURCE_PROVIDER capabilities");
  }

  /** Reservations as a stack, and all resources allocated, as old frameworks do not say. */
  private static Operation normal(Operation operation, String role) {
    return OperationResources.map(
        operation, resource -> TaskCompletion.allocated(ReservationFormat.refine(resource), role));
  }

  private static Optional<String> carryOut(
      Turn turn, AcceptedResources accepted, Operation operation) {
    Agent agent = accepted.agent();
    Optional<String> error =
        OperationValidation.of(accepted.framework(), agent)
            .validate(operation)
            .map(text -> text + "; on agent " + agent.description());
    return error.or(() ->
        switch (operation.getType()) {
          case GROW_VOLUME, SHRINK_VOLUME -> resize(turn, accepted, operation);
          case CREATE_DISK, DESTROY_DISK -> refuseDisk(accepted, operation);
          default -> convert(turn, accepted, operation);
        });
  }

  private static Optional<String> convert(
      Turn turn, AcceptedResources accepted, Operation operation) {
    List<ResourceConversion> conversions = OperationConversions.of(operation);
    if (operation.getType() == Operation.Type.DESTROY) {
      rescind(turn, accepted.agent(), operation.getDestroy());
    }
    if (accepted.convert(conversions) instanceof Impossible(String why)) {
      return Optional.of(why);
    }
    OperationStart.start(turn, accepted.agent(), Optional.of(accepted.framework()), operation);
    return Optional.empty();
  }

  /** Others may have been offered a shared volume that is to be destroyed. */
  private static void rescind(Turn turn, Agent agent, Operation.Destroy destroy) {
    List<OfferId> offers =
        agent.offers().stream()
            .filter(id -> offersAny(turn.state().offer(id).orElseThrow().resources(), destroy))
            .toList();
    OfferRemoval.rescind(turn, offers);
  }

  private static boolean offersAny(Resources offered, Operation.Destroy destroy) {
    Resources unallocated = offered.unallocated();
    return destroy.getVolumesList().stream()
        .anyMatch(volume -> unallocated.contains(Resources.of(volume).unallocated()));
  }

  /** As in Mesos, no later operation of the ACCEPT can use what was resized. */
  private static Optional<String> resize(
      Turn turn, AcceptedResources accepted, Operation operation) {
    ResourceConversion conversion = OperationConversions.of(operation).get(0);
    if (!accepted.remaining().contains(conversion.consumed())) {
      return Optional.of(lacking(operation, accepted, conversion.consumed()));
    }
    accepted.use(conversion.consumed());
    OperationStart.start(turn, accepted.agent(), Optional.of(accepted.framework()), operation);
    return Optional.empty();
  }

  /** Disks belong to resource providers; no agent of this master offers any of those. */
  private static Optional<String> refuseDisk(AcceptedResources accepted, Operation operation) {
    Resources source = Resources.of(OperationResources.of(operation));
    return Optional.of(lacking(operation, accepted, source));
  }

  private static String lacking(
      Operation operation, AcceptedResources accepted, Resources consumed) {
    String word = operation.getType().name().endsWith("DISK") ? "Operation" : "operation";
    return "Invalid %s %s: %s does not contain %s"
        .formatted(operation.getType(), word, accepted.remaining(), consumed);
  }
}
