package io.meseta.core.master.call;

import io.meseta.core.master.FrameworkEvent.FrameworkDisconnected;
import io.meseta.core.master.MasterCommand.DisconnectFramework;
import io.meseta.core.master.OfferEvent.Outcome;
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

  private static void disconnect(Turn turn, Framework framework) {
    OfferRemoval.removeAll(turn, framework, Outcome.DISCARDED);
    turn.emit(new FrameworkDisconnected(framework.id(), turn.now()));
  }
}
