package io.meseta.core.master;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.Pid;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** What happens to a member agent beyond its membership. */
public sealed interface AgentEvent extends MasterEvent {

  /** The agent this is about. */
  AgentId agent();

  /** A new agent serves. */
  record AgentRegistered(AgentId agent, Report report, Instant at) implements AgentEvent {}

  /** A known agent serves again; its tasks and executors follow as events of their own. */
  record AgentReregistered(AgentId agent, Report report, Instant at) implements AgentEvent {}

  /** The agent's process cannot be reached at present; its tasks are left alone. */
  record AgentDisconnected(AgentId agent, Instant at) implements AgentEvent {}

  /** A ping was sent. */
  record AgentPinged(AgentId agent, Instant at) implements AgentEvent {}

  /** The agent has answered. */
  record AgentPonged(AgentId agent) implements AgentEvent {}

  /** The agent's resources changed. */
  record AgentResourcesChanged(AgentId agent, Resources total) implements AgentEvent {}

  /** The agent gave its resources another version. */
  record ResourceVersionChanged(AgentId agent, ByteString version) implements AgentEvent {}

  /**
   * What an agent says of itself when it registers, and the registry does not hold.
   *
   * @param pid its process
   * @param version its release
   * @param capabilities what it can do
   * @param total all its resources, reserved ones included
   * @param resourceVersion to be sent back with each task, so that the agent can tell outdated ones
   */
  record Report(
      Pid pid,
      String version,
      List<AgentInfo.Capability> capabilities,
      Resources total,
      Optional<ByteString> resourceVersion) {

    public Report {
      capabilities = List.copyOf(capabilities);
    }
  }
}
