package io.meseta.core.master.state;

import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.ClientState;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.FrameworkEvent.FrameworkDeactivated;
import io.meseta.core.master.FrameworkEvent.FrameworkDisconnected;
import io.meseta.core.master.FrameworkEvent.FrameworkRecovered;
import io.meseta.core.master.FrameworkEvent.FrameworkRemoved;
import io.meseta.core.master.FrameworkEvent.FrameworkSubscribed;
import io.meseta.core.master.FrameworkEvent.FrameworkUpdated;
import io.meseta.core.master.FrameworkEvent.HeartbeatSent;
import io.meseta.core.master.FrameworkEvent.RolesRevived;
import io.meseta.core.master.FrameworkEvent.RolesSuppressed;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/** What events about frameworks change. */
final class FrameworkChanges {

  private final MasterState state;

  FrameworkChanges(MasterState state) {
    this.state = state;
  }

  void apply(FrameworkEvent event) {
    switch (event) {
      case FrameworkRecovered recovered ->
          add(recovered.framework(), recovered.info()).enter(event);
      case FrameworkSubscribed subscribed -> subscribe(subscribed);
      case FrameworkUpdated updated -> {
        Set<String> formerRoles = framework(event).roles();
        framework(event).updated(updated);
        tellAllocator(framework(event), formerRoles);
      }
      case FrameworkDisconnected disconnected -> disconnect(disconnected);
      case FrameworkDeactivated deactivated -> {
        framework(event).enter(deactivated);
        activateRoles(framework(event));
      }
      case FrameworkRemoved removed -> remove(removed);
      case RolesSuppressed suppressed -> {
        framework(event).suppress(suppressed.roles());
        activateRoles(framework(event));
      }
      case RolesRevived revived -> {
        framework(event).revive(revived.roles());
        activateRoles(framework(event));
        revived.roles().forEach(role -> state.allocator.revive(event.framework(), role));
      }
      case HeartbeatSent sent ->
          state.deadlines.set(
              new Deadline.SendHeartbeat(sent.framework()),
              sent.at().plus(state.config().timing().heartbeat()));
    }
  }

  private Framework framework(FrameworkEvent event) {
    Framework framework = state.frameworks.get(event.framework());
    if (framework == null) {
      throw new IllegalStateException(event + " is about a framework that is not known");
    }
    return framework;
  }

  private Framework add(FrameworkId id, FrameworkInfo info) {
    Framework framework =
        new Framework(
            id,
            info,
            state.config().history().tasksPerFramework(),
            state.config().history().unreachableTasksPerFramework());
    state.frameworks.put(id, framework);
    state.serials.frameworkNamed(id.value(), state.config().info().getId());
    return framework;
  }

  private void subscribe(FrameworkSubscribed event) {
    Framework known = state.frameworks.get(event.framework());
    Framework framework = known != null ? known : add(event.framework(), event.info());
    framework.connection().ifPresent(state.connections::remove);
    Set<String> formerRoles = framework.roles();
    framework.subscribed(event);
    state.connections.put(event.connection(), framework.id());
    state.deadlines.cancel(new Deadline.AwaitFramework(framework.id()));
    state.deadlines.cancel(new Deadline.SendHeartbeat(framework.id()));
    tellAllocator(framework, formerRoles);
  }

  private void tellAllocator(Framework framework, Set<String> formerRoles) {
    Set<String> lostRoles = new LinkedHashSet<>(formerRoles);
    lostRoles.removeAll(framework.roles());
    lostRoles.forEach(role -> state.clients.leave(framework, role));
    framework
        .roles()
        .forEach(role -> state.allocator.putClient(framework.id(), role, framework.traits(role)));
    activateRoles(framework);
  }

  private void activateRoles(Framework framework) {
    for (String role : framework.roles()) {
      state.allocator.setClientState(framework.id(), role, clientState(framework, role));
    }
  }

  private static ClientState clientState(Framework framework, String role) {
    if (!framework.isActive()) {
      return ClientState.DISCONNECTED;
    }
    return framework.suppressedRoles().contains(role) ? ClientState.SUPPRESSED : ClientState.ACTIVE;
  }

  private void disconnect(FrameworkDisconnected event) {
    Framework framework = framework(event);
    framework.connection().ifPresent(state.connections::remove);
    framework.disconnected(event);
    activateRoles(framework);
    framework.roles().forEach(role -> state.clients.forgetRefusals(framework.id(), role));
    state.deadlines.cancel(new Deadline.SendHeartbeat(framework.id()));
    state.deadlines.set(
        new Deadline.AwaitFramework(framework.id()), event.at().plus(framework.failoverTimeout()));
  }

  /** Its tasks, executors and offers are gone by events of their own. */
  private void remove(FrameworkRemoved event) {
    Framework framework = framework(event);
    framework.connection().ifPresent(state.connections::remove);
    framework.removed(event, event.at());
    state.deadlines.cancel(new Deadline.SendHeartbeat(framework.id()));
    state.deadlines.cancel(new Deadline.AwaitFramework(framework.id()));
    state.clients.remove(framework);
    state.maintenanceChanges.forgetFramework(framework.id());
    state.frameworks.remove(framework.id());
    state.completedFrameworks.put(framework.id(), framework);
  }
}
