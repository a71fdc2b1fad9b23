package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.ClientState;

/**
 * Which frameworks the allocator knows in which roles: in each role that they are subscribed to,
 * and in others for as long as they hold something of them, and no longer.
 */
final class AllocatorClients {

  private final MasterState state;

  AllocatorClients(MasterState state) {
    this.state = state;
  }

  /** A framework may use resources of a role it left, or of which only an agent has told. */
  void track(Framework framework, String role) {
    if (!state.allocator.hasClient(framework.id(), role)) {
      state.allocator.putClient(framework.id(), role, framework.traits(role));
    }
  }

  /** What it has in a role that it left, it keeps; more it does not get. */
  void leave(Framework framework, String role) {
    forgetRefusals(framework.id(), role);
    state.allocator.setClientState(framework.id(), role, ClientState.UNSUBSCRIBED);
    dropIfIdle(framework, role);
  }

  /** It holds less than before of the role: if it left that role and holds nothing, it is over. */
  void dropIfIdle(Framework framework, String role) {
    if (!framework.roles().contains(role) && !framework.holds(role)) {
      state.allocator.removeClient(framework.id(), role);
    }
  }

  /** Whatever it refused in the role, it may be offered again. */
  void forgetRefusals(FrameworkId framework, String role) {
    for (AgentId agent : state.allocator.filters().agents(framework, role)) {
      state.deadlines.cancel(new Deadline.ExpireRefusal(framework, role, agent));
    }
    state.allocator.filters().clear(framework, role);
  }

  /** The framework is over, and holds nothing. */
  void remove(Framework framework) {
    framework.roles().forEach(role -> forgetRefusals(framework.id(), role));
    state.allocator.removeClients(framework.id());
  }
}
