package io.meseta.master.api.scheduler;

import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.allocator.traits.OfferConstraints.RegexCompiler;
import io.meseta.core.master.SchedulerCall;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Makes of a valid call what the core carries out. */
public final class SchedulerCalls {

  private final RegexCompiler regexes;

  /** With this compiler for the regular expressions of offer constraints. */
  public SchedulerCalls(RegexCompiler regexes) {
    this.regexes = regexes;
  }

  /** What the call asks for; empty for SUBSCRIBE, and for what is not a call. */
  public Optional<SchedulerCall> of(Call call) {
    return Optional.ofNullable(
        switch (call.getType()) {
          case UNKNOWN, SUBSCRIBE -> null;
          case TEARDOWN -> new SchedulerCall.Teardown();
          case ACCEPT -> new SchedulerCall.Accept(call.getAccept());
          case DECLINE -> new SchedulerCall.Decline(call.getDecline());
          case ACCEPT_INVERSE_OFFERS ->
              new SchedulerCall.AcceptInverseOffers(call.getAcceptInverseOffers());
          case DECLINE_INVERSE_OFFERS ->
              new SchedulerCall.DeclineInverseOffers(call.getDeclineInverseOffers());
          case REVIVE -> new SchedulerCall.Revive(call.getRevive());
          case SUPPRESS -> new SchedulerCall.Suppress(call.getSuppress());
          case KILL -> new SchedulerCall.Kill(call.getKill());
          case SHUTDOWN -> new SchedulerCall.Shutdown(call.getShutdown());
          case ACKNOWLEDGE -> new SchedulerCall.Acknowledge(call.getAcknowledge());
          case ACKNOWLEDGE_OPERATION_STATUS ->
              new SchedulerCall.AcknowledgeOperationStatus(call.getAcknowledgeOperationStatus());
          case RECONCILE -> new SchedulerCall.Reconcile(call.getReconcile());
          case RECONCILE_OPERATIONS ->
              new SchedulerCall.ReconcileOperations(call.getReconcileOperations());
          case MESSAGE -> new SchedulerCall.Message(call.getMessage());
          case REQUEST -> new SchedulerCall.Request(call.getRequest());
          case UPDATE_FRAMEWORK -> updateFramework(call.getUpdateFramework());
        });
  }

  private SchedulerCall updateFramework(Call.UpdateFramework body) {
    return new SchedulerCall.UpdateFramework(body, constraints(body.getOfferConstraints()));
  }

  /** Compiles offer constraints; what is wrong with them, they say themselves. */
  public OfferConstraints constraints(
      org.apache.mesos.v1.scheduler.Protos.OfferConstraints message) {
    return OfferConstraints.of(message, regexes);
  }
}
