package io.meseta.core.agent.message;

import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import java.util.Objects;

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

  /** The directory of a container below that of an executor. */
  public static String nested(ExecutorState executor, ContainerId container) {
    return container.parent() == null
        ? executor.sandbox()
        : parent(executor, container) + "/containers/" + container.value();
  }

  /** The directory of the container that such a container is in. */
  public static String parent(ExecutorState executor, ContainerId container) {
    return nested(executor, Objects.requireNonNull(container.parent()));
  }

  /** The link beside the directory of an executor that leads to the newest one. */
  public static String latest(ExecutorState executor) {
    String sandbox = executor.sandbox();
    return sandbox.substring(0, sandbox.lastIndexOf('/')) + "/latest";
  }
}
