package io.meseta.core.agent.record;

import static io.meseta.core.agent.record.RecordFields.id;
import static io.meseta.core.agent.record.RecordFields.time;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.ContainerId;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.DurableAgentEvent.AgentRegistered;
import io.meseta.core.agent.DurableAgentEvent.CheckPaused;
import io.meseta.core.agent.DurableAgentEvent.CheckStarted;
import io.meseta.core.agent.DurableAgentEvent.CommandKilled;
import io.meseta.core.agent.DurableAgentEvent.CompletedTaskRestored;
import io.meseta.core.agent.DurableAgentEvent.DrainBegan;
import io.meseta.core.agent.DurableAgentEvent.DrainEnded;
import io.meseta.core.agent.DurableAgentEvent.ExecutorAdded;
import io.meseta.core.agent.DurableAgentEvent.ExecutorAddressed;
import io.meseta.core.agent.DurableAgentEvent.ExecutorRemoved;
import io.meseta.core.agent.DurableAgentEvent.ExecutorStarted;
import io.meseta.core.agent.DurableAgentEvent.ExecutorTerminated;
import io.meseta.core.agent.DurableAgentEvent.FrameworkAdded;
import io.meseta.core.agent.DurableAgentEvent.FrameworkRemoved;
import io.meseta.core.agent.DurableAgentEvent.FrameworkUpdated;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerAdded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerEnded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerRemoved;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerStarted;
import io.meseta.core.agent.DurableAgentEvent.OperationAcknowledged;
import io.meseta.core.agent.DurableAgentEvent.OperationEnded;
import io.meseta.core.agent.DurableAgentEvent.OperationKept;
import io.meseta.core.agent.DurableAgentEvent.OperationTaken;
import io.meseta.core.agent.DurableAgentEvent.ResourcesCheckpointed;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupRestored;
import io.meseta.core.agent.DurableAgentEvent.TaskLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskRestored;
import io.meseta.core.agent.DurableAgentEvent.TaskUpdated;
import io.meseta.core.agent.DurableAgentEvent.UpdateAcknowledged;
import io.meseta.core.agent.DurableAgentEvent.UpdateRestored;
import io.meseta.core.agent.KillCause;
import io.meseta.protocol.internal.AgentJournal.AgentRecord;

/** Durable events as the bytes of journal records, and back. */
public final class AgentRecords {

  private AgentRecords() {}

  /** The event as a record. */
  public static byte[] encode(DurableAgentEvent event) {
    AgentRecord.Builder record = AgentRecord.newBuilder();
    switch (event) {
      case AgentRegistered e -> record.getAgentRegisteredBuilder().setInfo(e.info());
      case DrainBegan e ->
          record.getDrainBeganBuilder().setConfig(e.config()).setAt(RecordFields.time(e.at()));
      case DrainEnded e -> record.getDrainEndedBuilder();
      case FrameworkAdded e -> record.setFrameworkAdded(RecordFields.framework(e.info(), e.pid()));
      case FrameworkUpdated e ->
          record.setFrameworkUpdated(RecordFields.framework(e.info(), e.pid()));
      case FrameworkRemoved e ->
          record.getFrameworkRemovedBuilder().setFrameworkId(id(e.framework()));
      case ExecutorAdded e -> record.setExecutorAdded(executorAdded(e));
      case ExecutorStarted e ->
          record
              .getExecutorStartedBuilder()
              .setContainerId(id(e.container()))
              .setProcessId(e.processId());
      case ExecutorAddressed e ->
          record
              .getExecutorAddressedBuilder()
              .setContainerId(id(e.container()))
              .setDriver(e.driver().value());
      case ExecutorTerminated e -> record.setExecutorTerminated(ended(e.container()));
      case ExecutorRemoved e -> record.setExecutorRemoved(ended(e.container()));
      case TaskQueued e ->
          record.getTaskQueuedBuilder().setContainerId(id(e.container())).setTask(e.task());
      case TaskLaunched e -> record.setTaskLaunched(taskLaunched(e));
      case TaskGroupQueued e -> record.setTaskGroupQueued(NestedRecords.record(e));
      case TaskGroupLaunched e -> record.setTaskGroupLaunched(NestedRecords.record(e));
      case TaskGroupRestored e -> record.setTaskGroupRestored(NestedRecords.record(e));
      case NestedContainerAdded e -> record.setNestedContainerAdded(NestedRecords.record(e));
      case NestedContainerStarted e -> record.setNestedContainerStarted(NestedRecords.record(e));
      case NestedContainerEnded e -> record.setNestedContainerEnded(NestedRecords.record(e));
      case NestedContainerRemoved e -> record.setNestedContainerRemoved(NestedRecords.record(e));
      case TaskUpdated e -> record.setTaskUpdated(taskUpdated(e));
      case UpdateAcknowledged e ->
          record
              .getUpdateAcknowledgedBuilder()
              .setFrameworkId(id(e.framework()))
              .setTaskId(id(e.task()))
              .setUuid(e.uuid());
      case CommandKilled e -> record.setCommandKilled(commandKilled(e));
      case CheckStarted e -> record.setCheckStarted(RecordFields.check(e));
      case CheckPaused e -> record.getCheckPausedBuilder().setKey(RecordFields.key(e.key()));
      case TaskRestored e -> record.setTaskRestored(taskRestored(e));
      case CompletedTaskRestored e ->
          record
              .getCompletedTaskRestoredBuilder()
              .setContainerId(id(e.container()))
              .setTask(e.task());
      case UpdateRestored e -> record.getUpdateRestoredBuilder().setUpdate(e.update());
      case OperationTaken e -> record.getOperationTakenBuilder().setOperation(e.operation());
      case OperationKept e -> record.getOperationKeptBuilder().setOperation(e.operation());
      case OperationEnded e ->
          record.getOperationEndedBuilder().setUuid(e.uuid()).setStatus(e.status());
      case OperationAcknowledged e -> record.getOperationAcknowledgedBuilder().setUuid(e.uuid());
      case ResourcesCheckpointed e ->
          record.getResourcesCheckpointedBuilder().addAllResources(e.resources());
    }
    return record.build().toByteArray();
  }

  private static AgentRecord.ExecutorEnded ended(ContainerId container) {
    return AgentRecord.ExecutorEnded.newBuilder().setContainerId(id(container)).build();
  }

  private static AgentRecord.ExecutorAdded executorAdded(ExecutorAdded event) {
    return AgentRecord.ExecutorAdded.newBuilder()
        .setContainerId(id(event.container()))
        .setInfo(event.info())
        .setSandbox(event.sandbox())
        .setForCommandTask(event.forCommandTask())
        .setRegisterBy(time(event.registerBy()))
        .build();
  }

  private static AgentRecord.TaskLaunched taskLaunched(TaskLaunched event) {
    AgentRecord.TaskLaunched.Builder record =
        AgentRecord.TaskLaunched.newBuilder()
            .setContainerId(id(event.container()))
            .setTaskId(id(event.task()));
    if (event.completeBy() != null) {
      record.setCompleteBy(time(event.completeBy()));
    }
    return record.build();
  }

  private static AgentRecord.TaskUpdated taskUpdated(TaskUpdated event) {
    AgentRecord.TaskUpdated.Builder record =
        AgentRecord.TaskUpdated.newBuilder().setUpdate(event.update());
    if (event.container() != null) {
      record.setContainerId(id(event.container()));
    }
    return record.build();
  }

  private static AgentRecord.CommandKilled commandKilled(CommandKilled event) {
    return AgentRecord.CommandKilled.newBuilder()
        .setContainerId(id(event.container()))
        .setSince(time(event.since()))
        .setEscalateAt(time(event.escalateAt()))
        .setOvertime(event.cause() == KillCause.OVERTIME)
        .setUnhealthy(event.cause() == KillCause.UNHEALTHY)
        .build();
  }

  private static AgentRecord.TaskRestored taskRestored(TaskRestored event) {
    AgentRecord.TaskRestored.Builder record =
        AgentRecord.TaskRestored.newBuilder()
            .setContainerId(id(event.container()))
            .setTask(event.task());
    if (event.completeBy() != null) {
      record.setCompleteBy(time(event.completeBy()));
    }
    return record.build();
  }

  /**
   * The event of a record.
   *
   * @throws IllegalArgumentException if the bytes are no record that this release knows
   */
  public static DurableAgentEvent decode(byte[] bytes) {
    try {
      return RecordReader.event(AgentRecord.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an agent record: " + e.getMessage(), e);
    }
  }
}
