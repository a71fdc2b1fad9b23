package io.meseta.core.master.call;

import io.meseta.core.OfferId;
import io.meseta.core.master.OfferEvent.OfferRemoved;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.offer.Refusals;
import io.meseta.core.master.operation.AcceptedResources;
import io.meseta.core.master.operation.OfferOperations;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskReports.Refusal;
import io.meseta.core.master.validate.OfferValidation;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * ACCEPT: applies operations, in order, to what the offers hold together; what is left is free
 * again and not offered to the framework for a while (Mesos reference §1.6).
 */
final class AcceptHandler {

  private AcceptHandler() {}

  static void handle(Turn turn, Framework framework, Call.Accept body) {
    List<OfferId> ids = body.getOfferIdsList().stream().map(Ids::of).toList();
    Optional<String> error = OfferValidation.validate(ids, turn.state(), framework);
    if (error.isPresent()) {
      refuse(turn, framework, body, error.get());
    } else {
      accept(turn, framework, body, ids);
    }
  }

  private static void accept(Turn turn, Framework framework, Call.Accept body, List<OfferId> ids) {
    OutstandingOffer first = turn.state().offer(ids.get(0)).orElseThrow();
    Agent agent = turn.state().agent(first.agent()).orElseThrow();
    Resources offered =
        Resources.sum(
            ids.stream().map(id -> turn.state().offer(id).orElseThrow().resources()).toList());
    Outcome outcome = body.getOperationsCount() == 0 ? Outcome.DECLINED : Outcome.ACCEPTED;
    ids.forEach(id -> turn.emit(new OfferRemoved(id, outcome)));

    AcceptedResources accepted = new AcceptedResources(framework, agent, first.role(), offered);
    body.getOperationsList().forEach(operation -> OfferOperations.apply(turn, accepted, operation));
    Resources rest = accepted.untouched(offered);

    boolean used = !rest.equals(offered);
    if (used && Refusals.isNone(body.getFilters())) {
      return; // it used something and wants the rest at once: that comes to an end by itself
    }
    Refusals.remember(
        turn,
        new Refusals.Refused(framework.id(), first.role(), agent.id(), rest),
        body.getFilters());
  }

  /** Nothing is launched; the valid ones of the offers are given back. */
  private static void refuse(Turn turn, Framework framework, Call.Accept body, String error) {
    for (OfferId id : body.getOfferIdsList().stream().map(Ids::of).distinct().toList()) {
      turn.state()
          .offer(id)
          .filter(offer -> offer.framework().equals(framework.id()))
          .ifPresent(offer -> turn.emit(new OfferRemoved(id, Outcome.DECLINED)));
    }
    TaskState state =
        framework.has(Capability.Type.PARTITION_AWARE)
            ? TaskState.TASK_DROPPED
            : TaskState.TASK_LOST;
    Refusal refusal =
        new Refusal(
            state,
            TaskStatus.Reason.REASON_INVALID_OFFERS,
            "Task launched with invalid offers: " + error);
    for (Operation operation : body.getOperationsList()) {
      OfferOperations.refuse(
          turn, framework, operation, refusal, "Operation attempted with invalid offers: " + error);
    }
  }
}
