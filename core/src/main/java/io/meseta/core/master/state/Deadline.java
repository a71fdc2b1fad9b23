package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;

/** What the master does by itself when its time has come. */
public sealed interface Deadline {

  /** Send the agent a ping, or give it up. */
  record PingAgent(AgentId agent) implements Deadline {}

  /** Give up an agent that did not come back after a change of leader or a broken link. */
  record AwaitAgent(AgentId agent) implements Deadline {}

  /** Remove a framework that did not come back. */
  record AwaitFramework(FrameworkId framework) implements Deadline {}

  /** Send the framework a heartbeat. */
  record SendHeartbeat(FrameworkId framework) implements Deadline {}

  /** Take back an offer that is not answered. */
  record AwaitOfferAnswer(OfferId offer) implements Deadline {}

  /** Forget refusals of the framework for resources of the agent. */
  record ExpireRefusal(FrameworkId framework, String role, AgentId agent) implements Deadline {}

  /** Ask the framework again about the maintenance of the agent. */
  record ExpireInverseRefusal(FrameworkId framework, AgentId agent) implements Deadline {}

  /** Forget unreachable and gone agents of long ago. */
  record CleanRegistry() implements Deadline {}

  /** Offer something although agents have not come back after an election. */
  record ResumeAllocation() implements Deadline {}

  /** Offer what has come free. */
  record Allocate() implements Deadline {}
}
