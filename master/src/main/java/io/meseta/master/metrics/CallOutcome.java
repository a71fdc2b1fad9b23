package io.meseta.master.metrics;

import io.meseta.core.Step;
import io.meseta.core.master.Answer;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.SchedulerCall;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What became of a call of a scheduler, as far as metrics ask. */
final class CallOutcome {

  private CallOutcome() {}

  /** Whether the call came from whom it should. */
  static boolean wasHeard(Step<?, ? extends MasterEffect> step) {
    return step.effects().stream().anyMatch(CallOutcome::isHearing);
  }

  private static boolean isHearing(MasterEffect effect) {
    return effect instanceof MasterEffect.Respond(_, var answer)
        && (answer instanceof Answer.Accepted
            || answer instanceof Answer.Done
            || answer instanceof Answer.Invalid);
  }

  /** Whether an agent was sent something. */
  static boolean wasPassedOn(Step<?, ? extends MasterEffect> step) {
    return step.effects().stream().anyMatch(MasterEffect.SendToAgent.class::isInstance);
  }

  /** Whether a framework was told something. */
  static boolean wasTold(Step<?, ? extends MasterEffect> step) {
    return step.effects().stream().anyMatch(MasterEffect.SendToFramework.class::isInstance);
  }

  static Call.Type type(SchedulerCall call) {
    return switch (call) {
      case SchedulerCall.Accept _ -> Call.Type.ACCEPT;
      case SchedulerCall.Decline _ -> Call.Type.DECLINE;
      case SchedulerCall.Revive _ -> Call.Type.REVIVE;
      case SchedulerCall.Suppress _ -> Call.Type.SUPPRESS;
      case SchedulerCall.Kill _ -> Call.Type.KILL;
      case SchedulerCall.Acknowledge _ -> Call.Type.ACKNOWLEDGE;
      case SchedulerCall.Reconcile _ -> Call.Type.RECONCILE;
      case SchedulerCall.AcknowledgeOperationStatus _ -> Call.Type.ACKNOWLEDGE_OPERATION_STATUS;
      case SchedulerCall.Shutdown _ -> Call.Type.SHUTDOWN;
      case SchedulerCall.Request _ -> Call.Type.REQUEST;
      case SchedulerCall.UpdateFramework _ -> Call.Type.UPDATE_FRAMEWORK;
      case SchedulerCall.AcceptInverseOffers _ -> Call.Type.ACCEPT_INVERSE_OFFERS;
      case SchedulerCall.DeclineInverseOffers _ -> Call.Type.DECLINE_INVERSE_OFFERS;
      case SchedulerCall.ReconcileOperations _ -> Call.Type.RECONCILE_OPERATIONS;
      case SchedulerCall.Message _ -> Call.Type.MESSAGE;
      case SchedulerCall.Teardown _ -> Call.Type.TEARDOWN;
    };
  }
}
