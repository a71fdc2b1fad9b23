package io.meseta.core.master.call;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.FrameworkEvent.FrameworkSubscribed;
import io.meseta.core.master.FrameworkEvent.HeartbeatSent;
import io.meseta.core.master.MasterCommand.Subscribe;
import io.meseta.core.master.MasterEffect.CloseStream;
import io.meseta.core.master.MasterEffect.LinkToDriver;
import io.meseta.core.master.MasterEffect.SendToFramework;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.validate.FrameworkValidation;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A framework opens its stream: new, back, or taking over from itself (Mesos reference §1.4). */
public final class SubscribeHandler {

  private SubscribeHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, Subscribe command) {
    FrameworkInfo info = command.body().getFrameworkInfo();
    FrameworkId given = Ids.of(info.getId());
    Optional<String> error =
        FrameworkValidation.validate(info, turn.config())
            .or(() -> removedError(turn, given))
            .or(() -> wishesError(command));
    if (error.isEmpty() && DriverRules.speaksForAnother(turn, command, given)) {
      return;
    }
    Optional<Framework> known = turn.state().framework(given);
    if (error.isEmpty() && known.isPresent()) {
      info = keepImmutable(known.get().info(), info);
      error =
          FrameworkValidation.validatePrincipal(known.get().info(), info)
              .or(() -> DriverRules.takeOverError(known.get(), command));
    }
    if (error.isPresent()) {
      refuse(turn, given, command.connection(), error.get());
      return;
    }
    boolean isBack = DriverRules.isBack(known, command);
    known.ifPresent(framework -> takeOver(turn, framework, command));
    boolean isNew = given.value().isEmpty();
    FrameworkId id = isNew ? turn.state().nextFrameworkId() : given;
    subscribe(turn, info.toBuilder().setId(Ids.toProtobuf(id)).build(), command);
    welcome(turn, turn.state().framework(id).orElseThrow(), isBack);
    if (!isNew) {
      UpdateFrameworkHandler.tellAgents(turn, turn.state().framework(id).orElseThrow());
    }
  }

  private static Optional<String> wishesError(Subscribe command) {
    return FrameworkValidation.validateWishes(
        command.body().getFrameworkInfo(),
        command.body().getSuppressedRolesList(),
        command.constraints());
  }

  private static Optional<String> removedError(Turn turn, FrameworkId given) {
    return turn.state().isCompleted(given)
        ? Optional.of("Framework has been removed")
        : Optional.empty();
  }

  /** As Mesos: a framework that changes these goes on with the old ones. */
  private static FrameworkInfo keepImmutable(FrameworkInfo old, FrameworkInfo updated) {
    return updated.toBuilder().setUser(old.getUser()).setCheckpoint(old.getCheckpoint()).build();
  }

  /** A driver stays where it is: it may speak for its framework still. */
  private static void refuse(Turn turn, FrameworkId given, ConnectionId connection, String error) {
    turn.tell(new SendToFramework(given, connection, SchedulerEvents.error(error)));
    if (!connection.isDriver()) {
      turn.tell(new CloseStream(connection));
    }
  }

  private static void takeOver(Turn turn, Framework framework, Subscribe command) {
    if (!DriverRules.isSame(framework, command)) {
      turn.send(framework, SchedulerEvents.error("Framework failed over"));
      framework.connection().ifPresent(old -> turn.tell(new CloseStream(old)));
    }
    if (command.force()) {
      OfferRemoval.removeAll(turn, framework, Outcome.DISCARDED);
    } else {
      OfferRemoval.rescind(turn, framework.offers()); // it may have answered them while cut off
    }
  }

  private static void subscribe(Turn turn, FrameworkInfo info, Subscribe command) {
    FrameworkId id = Ids.of(info.getId());
    turn.emit(
        new FrameworkSubscribed(
            id,
            info,
            command.connection(),
            new LinkedHashSet<>(command.body().getSuppressedRolesList()),
            command.constraints(),
            turn.now()));
  }

  private static void welcome(Turn turn, Framework framework, boolean isBack) {
    ConnectionId connection = framework.connection().orElseThrow();
    connection.driver().ifPresent(pid -> turn.tell(new LinkToDriver(pid)));
    Event event = SchedulerEvents.subscribed(framework.id(), turn.config());
    if (isBack) {
      turn.send(framework, event, SchedulerEvents.reregistered(framework.id(), turn.config()));
    } else {
      turn.send(framework, event);
    }
    if (!connection.isDriver()) {
      turn.emit(new HeartbeatSent(framework.id(), turn.now()));
      turn.send(framework, SchedulerEvents.HEARTBEAT);
    }
  }
}
