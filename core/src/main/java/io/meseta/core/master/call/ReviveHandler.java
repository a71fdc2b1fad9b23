package io.meseta.core.master.call;

import io.meseta.core.master.FrameworkEvent.RolesRevived;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** REVIVE: offers again, and refusals forgotten. */
final class ReviveHandler {

  private ReviveHandler() {}

  static void handle(Turn turn, Framework framework, Call.Revive body) {
    RoleSelection.of(framework, body.getRolesList())
        .ifPresent(roles -> turn.emit(new RolesRevived(framework.id(), roles)));
  }
}
