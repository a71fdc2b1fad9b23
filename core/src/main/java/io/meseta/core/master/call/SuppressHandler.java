package io.meseta.core.master.call;

import io.meseta.core.master.FrameworkEvent.RolesSuppressed;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** SUPPRESS: no more offers; those that stand stay. */
final class SuppressHandler {

  private SuppressHandler() {}

  static void handle(Turn turn, Framework framework, Call.Suppress body) {
    RoleSelection.of(framework, body.getRolesList())
        .filter(roles -> !framework.suppressedRoles().containsAll(roles))
        .ifPresent(roles -> turn.emit(new RolesSuppressed(framework.id(), roles)));
  }
}
