package io.meseta.core.master.tasks;

import io.meseta.core.master.TaskEvent.ExecutorAdded;
import io.meseta.core.master.TaskEvent.TaskAdded;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Launches a task group that is known to be valid (Mesos reference §5.3). */
public final class TaskGroupLaunch {

  private TaskGroupLaunch() {}

  /** Makes the tasks, and their executor if that does not run, known; tells the agent to run it. */
  public static void launch(
      Turn turn, Framework framework, Agent agent, Operation.LaunchGroup launch) {
    ExecutorInfo executor = launch.getExecutor();
    boolean launchExecutor = !agent.hasExecutor(framework.id(), Ids.of(executor.getExecutorId()));
    if (launchExecutor) {
      turn.emit(new ExecutorAdded(framework.id(), agent.id(), executor));
    }
    for (TaskInfo task : launch.getTaskGroup().getTasksList()) {
      turn.emit(
          new TaskAdded(
              framework.id(), Ids.of(task.getTaskId()), TaskLaunch.toTask(task, framework)));
    }
    RunTaskGroupMessage.Builder message =
        RunTaskGroupMessage.newBuilder()
            .setFramework(framework.info())
            .setExecutor(executor)
            .setTaskGroup(launch.getTaskGroup())
            .setLaunchExecutor(launchExecutor);
    TaskLaunch.resourceVersion(agent).ifPresent(message::addResourceVersionUuids);
    turn.send(agent, message.build());
  }
}
