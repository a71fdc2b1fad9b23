package io.meseta.core.master.validate;

import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.Resources;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * What launching a task takes.
 *
 * @param own the task's own resources, allocated to a role
 * @param executor its executor's, or nothing
 * @param launchesExecutor whether the executor does not run yet, and so takes its resources now
 */
public record TaskDemand(Resources own, Resources executor, boolean launchesExecutor) {

  /** The demand of a task whose resources are valid. */
  public static TaskDemand of(TaskInfo task, Framework framework, Agent agent) {
    return new TaskDemand(
        Resources.of(task.getResourcesList()),
        Resources.of(task.getExecutor().getResourcesList()),
        task.hasExecutor()
            && !agent.hasExecutor(framework.id(), Ids.of(task.getExecutor().getExecutorId())));
  }

  /** All that the launch takes. */
  public Resources total() {
    return launchesExecutor ? own.plus(executor) : own;
  }
}
