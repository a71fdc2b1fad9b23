package io.meseta.core.agent.state;

import io.meseta.core.agent.KillCause;
import java.time.Instant;

/**
 * That a command task was asked to end.
 *
 * @param since when it was first asked
 * @param escalateAt when it gets SIGKILL
 * @param cause why
 */
public record CommandKill(Instant since, Instant escalateAt, KillCause cause) {}
