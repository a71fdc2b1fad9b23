package io.meseta.core.agent.state;

import java.time.Instant;
import org.apache.mesos.v1.Protos.DrainConfig;

/** The agent is to become empty, since when, and how (Mesos reference §12.9). */
public record Drain(DrainConfig config, Instant since) {}
