package io.meseta.core.master;

import io.meseta.core.AgentId;
import java.time.Instant;
import org.apache.mesos.v1.Protos.DrainConfig;

/**
 * Agents that operators take out of service and put back; part of the registry (§6.2, §12.9). None
 * of these moves an agent from one stage of its life to another.
 */
public sealed interface ServiceEvent extends DurableMasterEvent {

  /** The agent. */
  AgentId agent();

  /** Nothing of the agent is offered any more; its tasks run on. */
  record AgentDeactivated(AgentId agent) implements ServiceEvent {}

  /** The agent is in service again. */
  record AgentReactivated(AgentId agent) implements ServiceEvent {}

  /** The agent is to become empty; it is deactivated, too. */
  record DrainStarted(AgentId agent, DrainConfig config, Instant at) implements ServiceEvent {}

  /** The agent has become empty; it stays deactivated. */
  record DrainFinished(AgentId agent) implements ServiceEvent {}
}
