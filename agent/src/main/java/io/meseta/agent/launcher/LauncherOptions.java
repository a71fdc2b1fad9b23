package io.meseta.agent.launcher;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a launcher process lives and when it goes away by itself.
 *
 * @param runtimeDirectory the agent's {@code --runtime_dir}; there is at most one launcher per
 *     directory, and whoever names the directory again finds it again
 * @param idleTimeout how long a launcher without containers waits for an agent before it ends
 * @param orphanPolicy what becomes of running containers when every agent has been gone for {@code
 *     idleTimeout}
 */
public record LauncherOptions(
    Path runtimeDirectory, Duration idleTimeout, OrphanPolicy orphanPolicy) {

  /** What a launcher does with containers whose agent does not come back. */
  public enum OrphanPolicy {
    /** They run on: an agent may be upgraded or crash without harm to its tasks. */
    KEEP,
    /** They are killed: right for a cluster that is gone when its process is gone. */
    KILL
  }

  public LauncherOptions {
    runtimeDirectory = runtimeDirectory.toAbsolutePath().normalize();
    if (idleTimeout.isNegative()) {
      throw new IllegalArgumentException("idleTimeout must not be negative: " + idleTimeout);
    }
  }

  /** A launcher for real agents: tasks survive everything, an idle launcher ends after a minute. */
  public static LauncherOptions durable(Path runtimeDirectory) {
    return new LauncherOptions(runtimeDirectory, Duration.ofMinutes(1), OrphanPolicy.KEEP);
  }

  /** A launcher for a one-process cluster: nothing outlives that process by more than seconds. */
  public static LauncherOptions ephemeral(Path runtimeDirectory) {
    return new LauncherOptions(runtimeDirectory, Duration.ofSeconds(2), OrphanPolicy.KILL);
  }
}
