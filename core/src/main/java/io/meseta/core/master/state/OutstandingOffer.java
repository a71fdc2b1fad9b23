package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.resource.Resources;
import java.time.Instant;

/**
 * An offer that is not answered yet.
 *
 * @param resources allocated to {@code role}
 */
public record OutstandingOffer(
    OfferId id,
    FrameworkId framework,
    AgentId agent,
    String role,
    Resources resources,
    Instant madeAt) {}
