package io.meseta.core.master.call;

import io.meseta.core.ConnectionId;
import io.meseta.core.master.FrameworkEvent.FrameworkDisconnected;
import io.meseta.core.master.MasterCommand.DisconnectFramework;
import io.meseta.core.master.MasterEffect.CloseStream;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;

/** A stream broke: its framework is given its failover timeout to come back. */
public final class DisconnectHandler {

  private DisconnectHandler() {}

  /** Carries the command out; a stream that is not the current one of any framework is ignored. */
  public static void handle(Turn turn, DisconnectFramework command) {
    turn.state()
        .framework(command.connection())
        .ifPresent(framework -> disconnect(turn, framework));
  }

  /** As Mesos: a driver that lives on behind a broken link is told, and aborts. */
  private static void disconnect(Turn turn, Framework framework) {
    framework
        .connection()
        .filter(ConnectionId::isDriver)
        .ifPresent(driver -> {
          turn.send(framework, SchedulerEvents.error("Framework disconnected"));
          turn.tell(new CloseStream(driver));
        });
    OfferRemoval.removeAll(turn, framework, Outcome.DISCARDED);
    turn.emit(new FrameworkDisconnected(framework.id(), turn.now()));
  }
}
