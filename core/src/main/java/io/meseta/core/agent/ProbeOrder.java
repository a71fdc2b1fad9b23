package io.meseta.core.agent;

import io.meseta.core.ContainerId;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.Probe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to probe a task once.
 *
 * @param round the number of the probe, to be told with its result
 * @param timeout after which it has failed and what it started is killed; zero for never
 * @param process what a command probe runs, else null
 */
public record ProbeOrder(
    CheckKey key, long round, Probe probe, Duration timeout, @Nullable Beside process) {

  /**
   * A process beside a task, in a container of its own below the task's.
   *
   * @param container of the task
   * @param sandbox where it starts and where its output goes
   */
  public record Beside(ContainerId container, ContainerLaunch.Process process, String sandbox) {}
}
