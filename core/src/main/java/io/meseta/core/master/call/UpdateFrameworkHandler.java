package io.meseta.core.master.call;

import io.meseta.core.OfferId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.FrameworkEvent.FrameworkUpdated;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.validate.FrameworkValidation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * UPDATE_FRAMEWORK: the framework describes itself anew, without another stream. What it leaves out
 * is no longer so: suppressed roles, offer constraints (Mesos reference §1.1).
 */
final class UpdateFrameworkHandler {

  private UpdateFrameworkHandler() {}

  static Answer handle(Turn turn, Framework framework, SchedulerCall.UpdateFramework call) {
    FrameworkInfo info = call.body().getFrameworkInfo();
    Optional<String> error = error(turn, framework, call);
    if (error.isPresent()) {
      return new Answer.Invalid(error.get());
    }
    boolean isNews = !framework.info().equals(info);
    OfferRemoval.rescind(turn, offersOutside(turn, framework, Framework.rolesOf(info)));
    turn.emit(
        new FrameworkUpdated(
            framework.id(),
            info,
            new LinkedHashSet<>(call.body().getSuppressedRolesList()),
            call.constraints()));
    if (isNews) {
      tellAgents(turn, framework);
    }
    return new Answer.Done();
  }

  private static Optional<String> error(
      Turn turn, Framework framework, SchedulerCall.UpdateFramework call) {
    FrameworkInfo info = call.body().getFrameworkInfo();
    return FrameworkValidation.validate(info, turn.config())
        .map(error -> "Supplied FrameworkInfo is not valid: " + error)
        .or(() ->
            FrameworkValidation.validateUpdate(framework.info(), info)
                .map(error -> "FrameworkInfo update is not valid: " + error))
        .or(() ->
            FrameworkValidation.validateWishes(
                    info, call.body().getSuppressedRolesList(), call.constraints())
                .map(error -> "'UpdateFramework' call is not valid: " + error));
  }

  private static List<OfferId> offersOutside(Turn turn, Framework framework, Set<String> roles) {
    return framework.offers().stream()
        .map(id -> turn.state().offer(id).orElseThrow())
        .filter(offer -> !roles.contains(offer.role()))
        .map(OutstandingOffer::id)
        .toList();
  }

  /** Tells all agents how the framework describes itself now. */
  static void tellAgents(Turn turn, Framework framework) {
    for (Agent agent : turn.state().agents()) {
      turn.send(agent, AgentMessages.updateFramework(framework));
    }
  }
}
