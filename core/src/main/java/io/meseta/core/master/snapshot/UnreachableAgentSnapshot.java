package io.meseta.core.master.snapshot;

import io.meseta.core.AgentId;
import java.time.Instant;

/** A member of the cluster that does not answer, and since when. */
public record UnreachableAgentSnapshot(AgentId id, Instant since) {}
