package io.meseta.core.master.validate;

import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer.Operation;

/**
 * What launching a task group takes.
 *
 * @param tasks what each task takes, in their order
 * @param executor what the executor takes
 * @param launchesExecutor whether the executor does not run yet, and so takes its resources now
 */
public record TaskGroupDemand(List<Resources> tasks, Resources executor, boolean launchesExecutor) {

  public TaskGroupDemand {
    tasks = List.copyOf(tasks);
  }

  /** The demand of a group whose resources are valid. */
  public static TaskGroupDemand of(Operation.LaunchGroup launch, Framework framework, Agent agent) {
    return new TaskGroupDemand(
        launch.getTaskGroup().getTasksList().stream()
            .map(task -> Resources.of(task.getResourcesList()))
            .toList(),
        Resources.of(launch.getExecutor().getResourcesList()),
        !agent.hasExecutor(framework.id(), Ids.of(launch.getExecutor().getExecutorId())));
  }

  /** All that the launch takes. */
  public Resources total() {
    Resources all = Resources.sum(tasks);
    return launchesExecutor ? all.plus(executor) : all;
  }
}
