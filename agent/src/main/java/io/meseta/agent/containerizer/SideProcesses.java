package io.meseta.agent.containerizer;

import io.meseta.agent.launcher.ContainerExit;
import io.meseta.agent.launcher.LaunchSpec;
import io.meseta.agent.launcher.Launcher;
import io.meseta.core.ContainerId;
import io.meseta.core.agent.ExitStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Short-lived processes beside a task, which the core does not know: a restarted agent finds and
 * ends those that were left. Each runs in a container of its own below that of the task.
 */
public final class SideProcesses {

  private static final Logger log = LoggerFactory.getLogger(SideProcesses.class);

  private final Launcher launcher;
  private final Map<ContainerId, Consumer<ExitStatus>> running = new ConcurrentHashMap<>();

  SideProcesses(Launcher launcher) {
    this.launcher = launcher;
  }

  /**
   * Starts one.
   *
   * @param exit told once how it ended, also if it could not be started, on a foreign thread
   */
  public void start(ContainerId container, LaunchSpec spec, Consumer<ExitStatus> exit) {
    running.put(container, exit);
    launcher.start(
        container,
        spec,
        (pid, failure) -> {
          if (failure != null) {
            log.warn("{} could not be started: {}", container, failure.getMessage());
            tell(container, new ExitStatus.NeverStarted());
          }
        });
  }

  /** Kills one with all that it started; how it ended is told as ever. */
  public void destroy(ContainerId container) {
    var _ = launcher.destroy(container);
  }

  /** Takes note of an exit, if it is one of these processes. */
  boolean exited(ContainerExit exit, ExitStatus status) {
    if (!tell(exit.container(), status)) {
      return false;
    }
    var _ = launcher.collect(exit.container());
    return true;
  }

  private boolean tell(ContainerId container, ExitStatus status) {
    Consumer<ExitStatus> exit = running.remove(container);
    if (exit != null) {
      exit.accept(status);
    }
    return exit != null;
  }
}
