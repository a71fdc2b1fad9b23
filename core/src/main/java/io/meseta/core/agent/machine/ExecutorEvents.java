package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

/** Makes what executors read on their stream (Mesos reference §2.1). */
final class ExecutorEvents {

  private ExecutorEvents() {}

  static Event subscribed(AgentState state, FrameworkState framework, ExecutorState executor) {
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

  static Event launch(TaskInfo task) {
    return Event.newBuilder()
        .setType(Event.Type.LAUNCH)
        .setLaunch(Event.Launch.newBuilder().setTask(task))
        .build();
  }

  static Event kill(TaskID task, @Nullable KillPolicy policy) {
    Event.Kill.Builder kill = Event.Kill.newBuilder().setTaskId(task);
    if (policy != null) {
      kill.setKillPolicy(policy);
    }
    return Event.newBuilder().setType(Event.Type.KILL).setKill(kill).build();
  }

  static Event acknowledged(TaskStatus status) {
    return Event.newBuilder()
        .setType(Event.Type.ACKNOWLEDGED)
        .setAcknowledged(
            Event.Acknowledged.newBuilder().setTaskId(status.getTaskId()).setUuid(status.getUuid()))
        .build();
  }

  static Event message(ByteString data) {
    return Event.newBuilder()
        .setType(Event.Type.MESSAGE)
        .setMessage(Event.Message.newBuilder().setData(data))
        .build();
  }

  static Event shutdown() {
    return Event.newBuilder().setType(Event.Type.SHUTDOWN).build();
  }

  static Event heartbeat() {
    return Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
  }
}
