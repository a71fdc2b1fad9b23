package io.meseta.agent.launcher;

import io.meseta.core.ContainerId;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher knows of a container: it runs, or it has ended and waits to be collected.
 *
 * @param container which container
 * @param pid its main process, or 0 if the command could not be executed
 * @param exit how it ended, or null while it runs
 */
public record ContainerState(ContainerId container, int pid, @Nullable WaitStatus exit) {

  /** Whether the main process is still there. */
  public boolean running() {
    return exit == null;
  }
}
