package io.meseta.core.allocator;

import java.time.Instant;

/** An offer that is not answered yet, as the allocator knows it. */
public record Outstanding(Placement placement, Instant since) {}
