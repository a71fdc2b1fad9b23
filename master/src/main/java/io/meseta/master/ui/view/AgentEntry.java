package io.meseta.master.ui.view;

import io.meseta.core.AgentId;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.RecoveredAgentSnapshot;
import io.meseta.core.master.snapshot.UnreachableAgentSnapshot;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * A member of the cluster, whether it answers or not.
 *
 * @param state active, deactivated, disconnected, recovered (not back yet under this master) or
 *     unreachable, in these words
 * @param info as it described itself; with nothing but the id if it is unreachable
 * @param snapshot what else is known, if it is registered
 * @param unreachableAt since when it does not answer
 * @param activeTasks tasks there that have not ended
 */
record AgentEntry(
    String state,
    AgentInfo info,
    Optional<AgentSnapshot> snapshot,
    Optional<Instant> unreachableAt,
    int activeTasks) {

  static AgentEntry registered(AgentSnapshot agent, int activeTasks) {
    AgentInfo info = withId(agent.info(), agent.id());
    return new AgentEntry(stateOf(agent), info, Optional.of(agent), Optional.empty(), activeTasks);
  }

  static AgentEntry recovered(RecoveredAgentSnapshot agent) {
    AgentInfo info = withId(agent.info(), agent.id());
    return new AgentEntry("recovered", info, Optional.empty(), Optional.empty(), 0);
  }

  static AgentEntry unreachable(UnreachableAgentSnapshot agent) {
    AgentInfo info = withId(AgentInfo.getDefaultInstance(), agent.id());
    return new AgentEntry("unreachable", info, Optional.empty(), Optional.of(agent.since()), 0);
  }

  private static AgentInfo withId(AgentInfo info, AgentId id) {
    AgentInfo.Builder builder = info.toBuilder();
    builder.getIdBuilder().setValue(id.value());
    return builder.buildPartial(); // nothing but the id is known of an unreachable agent
  }

  private static String stateOf(AgentSnapshot agent) {
    if (agent.deactivated()) {
      return "deactivated";
    }
    return !agent.connected() ? "disconnected" : agent.active() ? "active" : "deactivated";
  }

  String id() {
    return info.getId().getValue();
  }

  /** The host name, or the id of an agent of which nothing else is known. */
  String host() {
    return info.getHostname().isEmpty() ? id() : info.getHostname();
  }

  Resources total() {
    return resources(AgentSnapshot::total);
  }

  Resources used() {
    return resources(AgentSnapshot::used);
  }

  Resources offered() {
    return resources(AgentSnapshot::offered);
  }

  private Resources resources(Function<AgentSnapshot, Resources> which) {
    return snapshot.map(which).orElse(Resources.EMPTY);
  }

  /** When it last came to this master. */
  Instant registeredAt() {
    return snapshot
        .map(agent -> agent.reregisteredTime().orElse(agent.registeredTime()))
        .orElse(Instant.EPOCH);
  }
}
