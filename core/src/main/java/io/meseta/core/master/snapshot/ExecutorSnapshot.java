package io.meseta.core.master.snapshot;

import io.meseta.core.AgentId;
import org.apache.mesos.v1.Protos.ExecutorInfo;

/** A custom executor and where it runs. */
public record ExecutorSnapshot(AgentId agent, ExecutorInfo info) {}
