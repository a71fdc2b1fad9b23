package io.meseta.master.api.scheduler;

import io.meseta.core.master.SchedulerCall;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Makes of a valid call what the core carries out. */
public final class SchedulerCalls {

  private SchedulerCalls() {}

  /** What the call asks for; empty for SUBSCRIBE, and for calls that are not served yet. */
  public static Optional<SchedulerCall> of(Call call) {
    return switch (call.getType()) {
      case TEARDOWN -> Optional.of(new SchedulerCall.Teardown());
      case ACCEPT -> Optional.of(new SchedulerCall.Accept(call.getAccept()));
      case DECLINE -> Optional.of(new SchedulerCall.Decline(call.getDecline()));
      case REVIVE -> Optional.of(new SchedulerCall.Revive(call.getRevive()));
      case SUPPRESS -> Optional.of(new SchedulerCall.Suppress(call.getSuppress()));
      case KILL -> Optional.of(new SchedulerCall.Kill(call.getKill()));
      case ACKNOWLEDGE -> Optional.of(new SchedulerCall.Acknowledge(call.getAcknowledge()));
      case RECONCILE -> Optional.of(new SchedulerCall.Reconcile(call.getReconcile()));
      case MESSAGE -> Optional.of(new SchedulerCall.Message(call.getMessage()));
      default -> Optional.empty();
    };
  }
}
