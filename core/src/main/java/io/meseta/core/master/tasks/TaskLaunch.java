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
import java.util.Optional;
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
            .setPid(AgentMessages.driver(framework))
            .setTask(task)
            .setLaunchExecutor(launchExecutor);
    resourceVersion(agent).ifPresent(message::addResourceVersionUuids);
    turn.send(agent, message.build());
  }

  /** The version of the agent's resources that the master goes by. */
  static Optional<ResourceVersionUUID> resourceVersion(Agent agent) {
    return agent
        .resourceVersion()
        .map(version ->
            ResourceVersionUUID.newBuilder().setUuid(UUID.newBuilder().setValue(version)).build());
  }

  /** What the master remembers of a task: less than what the agent is told. */
  static Task toTask(TaskInfo info, Framework framework) {
    Task.Builder task = TaskShapes.staging(info, framework.id());
    String user =
        info.hasCommand() ? info.getCommand().getUser() : info.getExecutor().getCommand().getUser();
    return user.isEmpty() ? task.build() : task.setUser(user).build();
  }
}
