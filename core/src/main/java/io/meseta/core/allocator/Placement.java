package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.resource.Resources;

/**
 * What the allocator wants to be offered next.
 *
 * @param resources not allocated to any role
 */
public record Placement(FrameworkId framework, String role, AgentId agent, Resources resources) {}
