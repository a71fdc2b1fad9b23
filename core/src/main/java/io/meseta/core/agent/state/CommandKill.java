package io.meseta.core.agent.state;

import java.time.Instant;

/**
 * That a command task was asked to end.
 *
 * @param since when it was first asked
 * @param escalateAt when it gets SIGKILL
 * @param overtime whether it was asked because it ran too long
 */
public record CommandKill(Instant since, Instant escalateAt, boolean overtime) {}
