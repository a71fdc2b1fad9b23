package io.meseta.core.master.operation;

import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.ResourceConversion;
import io.meseta.core.resource.Resources;
import java.util.List;

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

  /** What was offered or made of shared resources; launches do not use it up. */
  private Resources shared;

  /** A working copy of the offers' resources, which are allocated to the role. */
  public AcceptedResources(Framework framework, Agent agent, String role, Resources offered) {
    this.framework = framework;
    this.agent = agent;
    this.role = role;
    this.remaining = offered;
    this.shared = offered.shared();
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

  /** What a launch may use: of shared resources more copies than are left, if any were offered. */
  Resources available() {
    return remaining.nonShared().plus(shared);
  }

  /** Carries the conversions out on what is left, all or none. */
  ResourceConversion.Result convert(List<ResourceConversion> conversions) {
    ResourceConversion.Result result = ResourceConversion.apply(conversions, remaining);
    result
        .outcome()
        .ifPresent(converted -> {
          remaining = converted;
          shared = converted.shared();
        });
    return result;
  }

  /** What of the offers is left as it was: what operations have made is not declined. */
  public Resources untouched(Resources offered) {
    return remaining.minus(remaining.minus(offered).positive());
  }

  /** Takes away what is used. */
  void use(Resources used) {
    remaining = remaining.minus(used);
  }
}
