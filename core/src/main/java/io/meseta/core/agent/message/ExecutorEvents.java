package io.meseta.core.agent.message;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import java.util.List;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

/** Makes what executors read on their stream (Mesos reference §2.1). */
public final class ExecutorEvents {

  private ExecutorEvents() {}

  /** The executor is known; this is where and what it is. */
  public static Event subscribed(
      AgentState state, FrameworkState framework, ExecutorState executor) {
    return Event.newBuilder()
        .setType(Event.Type.SUBSCRIBED)
        .setSubscribed(
            Event.Subscribed.newBuilder()
                .setExecutorInfo(executor.info())
                .setFrameworkInfo(framework.info())
                .setAgentInfo(state.info())
                .setContainerId(StatusMessages.containerId(executor.container())))
        .build();
  }

  /** A task to run. */
  public static Event launch(TaskInfo task) {
    return Event.newBuilder()
        .setType(Event.Type.LAUNCH)
        .setLaunch(Event.Launch.newBuilder().setTask(task))
        .build();
  }

  /** Tasks to run together. */
  public static Event launchGroup(List<TaskInfo> tasks) {
    return Event.newBuilder()
        .setType(Event.Type.LAUNCH_GROUP)
        .setLaunchGroup(
            Event.LaunchGroup.newBuilder()
                .setTaskGroup(TaskGroupInfo.newBuilder().addAllTasks(tasks)))
        .build();
  }

  /** A task to end; the policy, if there is one, overrides that of the task. */
  public static Event kill(TaskID task, @Nullable KillPolicy policy) {
    Event.Kill.Builder kill = Event.Kill.newBuilder().setTaskId(task);
    if (policy != null) {
      kill.setKillPolicy(policy);
    }
    return Event.newBuilder().setType(Event.Type.KILL).setKill(kill).build();
  }

  /** The update is kept by the agent. */
  public static Event acknowledged(TaskStatus status) {
    return Event.newBuilder()
        .setType(Event.Type.ACKNOWLEDGED)
        .setAcknowledged(
            Event.Acknowledged.newBuilder().setTaskId(status.getTaskId()).setUuid(status.getUuid()))
        .build();
  }

  /** Bytes from the scheduler. */
  public static Event message(ByteString data) {
    return Event.newBuilder()
        .setType(Event.Type.MESSAGE)
        .setMessage(Event.Message.newBuilder().setData(data))
        .build();
  }

  /** End all tasks, then yourself. */
  public static Event shutdown() {
    return Event.newBuilder().setType(Event.Type.SHUTDOWN).build();
  }

  /** The stream is alive. */
  public static Event heartbeat() {
    return Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
  }
}
