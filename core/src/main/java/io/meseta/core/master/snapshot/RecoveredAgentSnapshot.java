package io.meseta.core.master.snapshot;

import io.meseta.core.AgentId;
import org.apache.mesos.v1.Protos.AgentInfo;

/** A member of the cluster that has not come back to this leader yet. */
public record RecoveredAgentSnapshot(AgentId id, AgentInfo info) {}
