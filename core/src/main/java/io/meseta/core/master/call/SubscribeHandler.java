package io.meseta.core.master.call;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.FrameworkEvent.FrameworkSubscribed;
import io.meseta.core.master.FrameworkEvent.HeartbeatSent;
import io.meseta.core.master.MasterCommand.Subscribe;
import io.meseta.core.master.MasterEffect.CloseStream;
import io.meseta.core.master.MasterEffect.SendToFramework;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.validate.FrameworkValidation;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;

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
    Optional<Framework> known = turn.state().framework(given);
    if (error.isEmpty() && known.isPresent()) {
      info = keepImmutable(known.get().info(), info);
      error = FrameworkValidation.validateUpdate(known.get().info(), info);
    }
    if (error.isPresent()) {
      turn.tell(
          new SendToFramework(given, command.connection(), SchedulerEvents.error(error.get())));
      turn.tell(new CloseStream(command.connection()));
      return;
    }
    known.ifPresent(framework -> takeOver(turn, framework));
    boolean isNew = given.value().isEmpty();
    FrameworkId id = isNew ? turn.state().nextFrameworkId() : given;
    subscribe(turn, info.toBuilder().setId(Ids.toProtobuf(id)).build(), command);
    if (!isNew) {
      tellAgents(turn, turn.state().framework(id).orElseThrow());
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

  private static void takeOver(Turn turn, Framework framework) {
    Optional<ConnectionId> old = framework.connection();
    turn.send(framework, SchedulerEvents.error("Framework failed over"));
    old.ifPresent(connection -> turn.tell(new CloseStream(connection)));
    OfferRemoval.removeAll(turn, framework, Outcome.DISCARDED);
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
    Framework framework = turn.state().framework(id).orElseThrow();
    turn.send(framework, SchedulerEvents.subscribed(id, turn.config()));
    turn.emit(new HeartbeatSent(id, turn.now()));
    turn.send(framework, SchedulerEvents.HEARTBEAT);
  }

  private static void tellAgents(Turn turn, Framework framework) {
    for (Agent agent : turn.state().agents()) {
      turn.send(agent, AgentMessages.updateFramework(framework.id(), framework.info()));
    }
  }
}
