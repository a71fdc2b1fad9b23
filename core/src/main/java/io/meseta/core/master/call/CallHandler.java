package io.meseta.core.master.call;

import io.meseta.core.ConnectionId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.Caller;
import io.meseta.core.master.MasterCommand.FrameworkCall;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.inverse.InverseOfferAnswers;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import java.util.Optional;

/**
 * A call of a scheduler: checks that the caller is who subscribed (Mesos reference §1.3, rows 10 to
 * 14), hands the call to its handler, and answers.
 */
public final class CallHandler {

  private CallHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, FrameworkCall command) {
    Optional<Framework> framework = turn.state().framework(command.framework());
    if (framework.isEmpty()) {
      turn.answer(command.request(), new Answer.FrameworkUnknown(command.framework()));
      return;
    }
    Answer answer =
        check(framework.get(), command.caller())
            .orElseGet(() -> carryOut(turn, framework.get(), command.call()));
    turn.answer(command.request(), answer);
  }

  private static Optional<Answer> check(Framework framework, Caller caller) {
    Optional<ConnectionId> driver = caller.stream().filter(ConnectionId::isDriver);
    return driver.isPresent()
        ? checkDriver(framework, driver.get())
        : checkScheduler(framework, caller);
  }

  /** A driver is known by its process (Mesos reference §5.4). */
  private static Optional<Answer> checkDriver(Framework framework, ConnectionId driver) {
    if (!framework.driver().equals(driver.driver())) {
      return Optional.of(new Answer.StreamIdMismatch(framework.id(), driver));
    }
    return framework.isConnected()
        ? Optional.empty()
        : Optional.of(new Answer.NotSubscribed(framework.id()));
  }

  private static Optional<Answer> checkScheduler(Framework framework, Caller caller) {
    String expected = framework.info().getPrincipal();
    Optional<String> stranger = caller.principal().filter(actual -> !actual.equals(expected));
    if (stranger.isPresent()) {
      return Optional.of(new Answer.PrincipalMismatch(stranger.get(), expected));
    }
    if (!framework.isConnected()) {
      return Optional.of(new Answer.NotSubscribed(framework.id()));
    }
    if (framework.driver().isPresent()) {
      return Optional.of(new Answer.NotConnectedOverHttp(framework.id()));
    }
    if (caller.stream().isEmpty()) {
      return Optional.of(new Answer.StreamIdMissing(framework.id()));
    }
    ConnectionId stream = caller.stream().get();
    return framework.connection().filter(stream::equals).isPresent()
        ? Optional.empty()
        : Optional.of(new Answer.StreamIdMismatch(framework.id(), stream));
  }

  private static Answer carryOut(Turn turn, Framework framework, SchedulerCall call) {
    if (call instanceof SchedulerCall.UpdateFramework update) {
      return UpdateFrameworkHandler.handle(turn, framework, update);
    }
    take(turn, framework, call);
    return new Answer.Accepted();
  }

  private static void take(Turn turn, Framework framework, SchedulerCall call) {
    switch (call) {
      case SchedulerCall.Accept accept -> AcceptHandler.handle(turn, framework, accept.body());
      case SchedulerCall.Decline decline -> DeclineHandler.handle(turn, framework, decline.body());
      case SchedulerCall.Revive revive -> ReviveHandler.handle(turn, framework, revive.body());
      case SchedulerCall.Suppress suppress ->
          SuppressHandler.handle(turn, framework, suppress.body());
      case SchedulerCall.Kill kill -> KillHandler.handle(turn, framework, kill.body());
      case SchedulerCall.Acknowledge acknowledge ->
          AcknowledgeHandler.handle(turn, framework, acknowledge.body());
      case SchedulerCall.Reconcile reconcile ->
          ReconcileHandler.handle(turn, framework, reconcile.body());
      case SchedulerCall.AcknowledgeOperationStatus acknowledge ->
          AcknowledgeOperationHandler.handle(turn, framework, acknowledge.body());
      case SchedulerCall.ReconcileOperations reconcile ->
          ReconcileOperationsHandler.handle(turn, framework, reconcile.body());
      case SchedulerCall.Message message -> MessageHandler.handle(turn, framework, message.body());
      case SchedulerCall.Shutdown shutdown ->
          ShutdownHandler.handle(turn, framework, shutdown.body());
      case SchedulerCall.Request request -> {} // as Mesos: its allocator does not listen
      case SchedulerCall.AcceptInverseOffers(var body) ->
          InverseOfferAnswers.take(
              turn, framework, true, body.getInverseOfferIdsList(), body.getFilters());
      case SchedulerCall.DeclineInverseOffers(var body) ->
          InverseOfferAnswers.take(
              turn, framework, false, body.getInverseOfferIdsList(), body.getFilters());
      case SchedulerCall.UpdateFramework update ->
          throw new IllegalStateException(update + " has an answer of its own");
      case SchedulerCall.Teardown teardown -> FrameworkRemoval.remove(turn, framework);
    }
  }
}
