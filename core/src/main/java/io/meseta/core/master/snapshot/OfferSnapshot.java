package io.meseta.core.master.snapshot;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.resource.Resources;
import java.time.Instant;

/**
 * An outstanding offer.
 *
 * @param resources allocated to {@code role}
 * @param madeAt since when it stands
 */
public record OfferSnapshot(
    OfferId id,
    FrameworkId framework,
    AgentId agent,
    String role,
    Resources resources,
    Instant madeAt) {}
