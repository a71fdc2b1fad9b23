package io.meseta.core.agent.message;

import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.agent.state.AgentState;

/** Where sandboxes lie below the work directory (Mesos reference §12.5). */
public final class Sandboxes {

  private Sandboxes() {}

  /** The directory of an executor's container. */
  public static String path(
      AgentState state, FrameworkId framework, ExecutorId executor, ContainerId container) {
    return String.join(
        "/",
        state.config().workDirectory(),
        "slaves",
        state.info().getId().getValue(),
        "frameworks",
        framework.value(),
        "executors",
        executor.value(),
        "runs",
        container.value());
  }
}
