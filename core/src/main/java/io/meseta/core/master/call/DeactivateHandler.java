package io.meseta.core.master.call;

import io.meseta.core.master.FrameworkEvent.FrameworkDeactivated;
import io.meseta.core.master.MasterCommand.DeactivateFramework;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;

/** A driver has given up: its offers are taken back, and it gets no others. */
public final class DeactivateHandler {

  private DeactivateHandler() {}

  /** Carries the command out; as Mesos, it is ignored if it does not come from the driver. */
  public static void handle(Turn turn, DeactivateFramework command) {
    turn.state()
        .framework(command.connection())
        .filter(framework -> framework.id().equals(command.framework()) && framework.isActive())
        .ifPresent(framework -> deactivate(turn, framework));
  }

  private static void deactivate(Turn turn, Framework framework) {
    turn.emit(new FrameworkDeactivated(framework.id()));
    OfferRemoval.rescind(turn, framework.offers());
  }
}
