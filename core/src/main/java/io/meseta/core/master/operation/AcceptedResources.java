package io.meseta.core.master.operation;

import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.Resources;

/**
 * What the accepted offers hold, as the operations of one ACCEPT find it and leave it (Mesos
 * reference §1.6): each operation sees what the ones before it have made. Must not outlive its
 * ACCEPT.
 */
public final class AcceptedResources {

  private final Framework framework;
  private final Agent agent;
  private final String role;
  private Resources remaining;

  /** A working copy of the offers' resources, which are allocated to the role. */
  public AcceptedResources(Framework framework, Agent agent, String role, Resources offered) {
    this.framework = framework;
    this.agent = agent;
    this.role = role;
    this.remaining = offered;
  }

  /** Who has accepted. */
  Framework framework() {
    return framework;
  }

  /** Whose resources these are. */
  Agent agent() {
    return agent;
  }

  /** The role of the offers. */
  String role() {
    return role;
  }

  /** What no operation has used so far, allocated to the role. */
  public Resources remaining() {
    return remaining;
  }

  /** Takes away what a launch uses. */
  void use(Resources used) {
    remaining = remaining.minus(used);
  }
}
