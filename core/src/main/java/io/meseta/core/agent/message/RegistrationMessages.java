package io.meseta.core.agent.message;

import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.state.AgentOperation;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.protocol.internal.Messages.Archive;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;

/**
 * What an agent tells a master about itself. Masters of every age must understand it, so resources
 * go in the old reservation format wherever that can express them (Mesos reference §8.4).
 */
public final class RegistrationMessages {

  private RegistrationMessages() {}

  /** A new agent introduces itself. */
  public static RegisterSlaveMessage register(AgentState state) {
    return RegisterSlaveMessage.newBuilder()
        .setSlave(described(state))
        .setVersion(state.config().version())
        .addAllAgentCapabilities(capabilities())
        .setResourceVersionUuid(state.config().resourceVersion())
        .addAllCheckpointedResources(coarse(state.total().checkpointed().toProtobuf()))
        .build();
  }

  /** A known agent comes back, with all it has. */
  public static ReregisterSlaveMessage reregister(AgentState state) {
    ReregisterSlaveMessage.Builder message =
        ReregisterSlaveMessage.newBuilder()
            .setSlave(described(state))
            .setVersion(state.config().version())
            .addAllAgentCapabilities(capabilities())
            .setResourceVersionUuid(state.config().resourceVersion())
            .addAllCheckpointedResources(coarse(state.total().checkpointed().toProtobuf()));
    // What is being ended for good is not told again: the master would wait for its updates.
    state.frameworks().stream()
        .filter(framework -> !framework.terminating())
        .forEach(framework -> add(framework, message));
    state.completedFrameworks().forEach(framework -> message.addCompletedFrameworks(of(framework)));
    return message.build();
  }

  private static void add(FrameworkState framework, ReregisterSlaveMessage.Builder message) {
    message.addFrameworks(framework.info());
    for (ExecutorState executor : framework.executors()) {
      executor.tasks().reportable().stream()
          .map(RegistrationMessages::downgraded)
          .forEach(message::addTasks);
      // The master knows nothing of executors that agents make up for command tasks.
      if (!executor.forCommandTask() && executor.phase() != ExecutorPhase.TERMINATED) {
        message.addExecutorInfos(downgraded(executor.info()));
      }
    }
  }

  private static Archive.Framework of(AgentSnapshot.Framework completed) {
    Archive.Framework.Builder framework =
        Archive.Framework.newBuilder().setFrameworkInfo(completed.info());
    if (completed.pid() != null) {
      framework.setPid(completed.pid().value());
    }
    completed.completedExecutors().stream()
        .flatMap(executor -> executor.tasks().completed().stream())
        .map(RegistrationMessages::downgraded)
        .forEach(framework::addTasks);
    return framework.build();
  }

  /** What the agent has and the registration does not tell. */
  public static UpdateSlaveMessage update(AgentState state) {
    return UpdateSlaveMessage.newBuilder()
        .setSlaveId(state.info().getId())
        .setUpdateOversubscribedResources(false)
        .setOperations(operations(state))
        .setResourceVersionUuid(state.config().resourceVersion())
        .setResourceProviders(UpdateSlaveMessage.ResourceProviders.getDefaultInstance())
        .build();
  }

  private static UpdateSlaveMessage.Operations operations(AgentState state) {
    UpdateSlaveMessage.Operations.Builder operations = UpdateSlaveMessage.Operations.newBuilder();
    state.operations().stream().map(AgentOperation::toProtobuf).forEach(operations::addOperations);
    return operations.build();
  }

  private static AgentInfo described(AgentState state) {
    AgentInfo.Builder info = state.info().toBuilder().setCheckpoint(true); // for masters alone
    info.clearResources().addAllResources(coarse(state.info().getResourcesList()));
    return info.build();
  }

  private static List<AgentInfo.Capability> capabilities() {
    return AgentConfig.CAPABILITIES.stream()
        .map(type -> AgentInfo.Capability.newBuilder().setType(type).build())
        .toList();
  }

  private static Task downgraded(Task task) {
    return task.toBuilder()
        .clearResources()
        .addAllResources(coarse(task.getResourcesList()))
        .build();
  }

  private static ExecutorInfo downgraded(ExecutorInfo executor) {
    return executor.toBuilder()
        .clearResources()
        .addAllResources(coarse(executor.getResourcesList()))
        .build();
  }

  /** A refined reservation cannot be said in the older format and goes as it is. */
  private static List<Resource> coarse(List<Resource> resources) {
    return resources.stream()
        .map(resource -> ReservationFormat.coarsen(resource).orElse(resource))
        .toList();
  }
}
