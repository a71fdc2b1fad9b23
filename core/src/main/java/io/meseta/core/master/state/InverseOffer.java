package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import org.apache.mesos.v1.Protos.Unavailability;

/** An inverse offer that is not answered yet. */
public record InverseOffer(
    OfferId id, FrameworkId framework, AgentId agent, Unavailability unavailability) {}
