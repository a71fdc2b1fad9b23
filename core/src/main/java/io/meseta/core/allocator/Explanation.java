package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;

/** Why a framework, in one of its roles, is offered resources of the agent, or is not. */
public record Explanation(FrameworkId framework, String role, AgentId agent, Reason reason) {}
