package io.meseta.core.master.tasks;

import io.meseta.core.TaskShapes;
import io.meseta.core.master.TaskEvent.ExecutorAdded;
import io.meseta.core.master.TaskEvent.TaskAdded;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.ResourceVersionUUID;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.UUID;

/** Launches a task that is known to be valid (Mesos reference §5.3). */
public final class TaskLaunch {

  private TaskLaunch() {}

  /** Makes the task, and its executor if that does not run, known; tells the agent to run it. */
  public static void launch(Turn turn, Framework framework, Agent agent, TaskInfo task) {
    boolean launchExecutor =
        !task.hasExecutor()
            || !agent.hasExecutor(framework.id(), Ids.of(task.getExecutor().getExecutorId()));
    if (task.hasExecutor() && launchExecutor) {
      turn.emit(new ExecutorAdded(framework.id(), agent.id(), task.getExecutor()));
    }
    turn.emit(new TaskAdded(framework.id(), Ids.of(task.getTaskId()), toTask(task, framework)));
    RunTaskMessage.Builder message =
        RunTaskMessage.newBuilder()
            .setFramework(framework.info())
            .setPid(AgentMessages.NO_PID)
            .setTask(task)
            .setLaunchExecutor(launchExecutor);
    agent
        .resourceVersion()
        .ifPresent(version ->
            message.addResourceVersionUuids(
                ResourceVersionUUID.newBuilder().setUuid(UUID.newBuilder().setValue(version))));
    turn.send(agent, message.build());
  }

  /** What the master remembers of a task: less than what the agent is told. */
  static Task toTask(TaskInfo info, Framework framework) {
    Task.Builder task = TaskShapes.staging(info, framework.id());
    String user =
        info.hasCommand() ? info.getCommand().getUser() : info.getExecutor().getCommand().getUser();
    return user.isEmpty() ? task.build() : task.setUser(user).build();
  }
}
