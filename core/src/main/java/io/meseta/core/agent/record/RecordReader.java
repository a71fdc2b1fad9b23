package io.meseta.core.agent.record;

import static io.meseta.core.agent.record.RecordFields.id;
import static io.meseta.core.agent.record.RecordFields.time;

import io.meseta.core.Pid;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.DurableAgentEvent.AgentRegistered;
import io.meseta.core.agent.DurableAgentEvent.CheckPaused;
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
import io.meseta.core.agent.DurableAgentEvent.OperationAcknowledged;
import io.meseta.core.agent.DurableAgentEvent.OperationEnded;
import io.meseta.core.agent.DurableAgentEvent.OperationKept;
import io.meseta.core.agent.DurableAgentEvent.OperationTaken;
import io.meseta.core.agent.DurableAgentEvent.ResourcesCheckpointed;
import io.meseta.core.agent.DurableAgentEvent.TaskLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskRestored;
import io.meseta.core.agent.DurableAgentEvent.TaskUpdated;
import io.meseta.core.agent.DurableAgentEvent.UpdateAcknowledged;
import io.meseta.core.agent.DurableAgentEvent.UpdateRestored;
import io.meseta.core.agent.KillCause;
import io.meseta.protocol.internal.AgentJournal.AgentRecord;

/** Makes events of records. */
final class RecordReader {

  private RecordReader() {}

  static DurableAgentEvent event(AgentRecord record) {
    return switch (record.getEventCase()) {
      case AGENT_REGISTERED -> new AgentRegistered(record.getAgentRegistered().getInfo());
      case DRAIN_BEGAN ->
          new DrainBegan(
              record.getDrainBegan().getConfig(),
              RecordFields.time(record.getDrainBegan().getAt()));
      case DRAIN_ENDED -> new DrainEnded();
      case FRAMEWORK_ADDED -> {
        AgentRecord.FrameworkDescribed r = record.getFrameworkAdded();
        yield new FrameworkAdded(r.getInfo(), RecordFields.pid(r));
      }
      case FRAMEWORK_UPDATED -> {
        AgentRecord.FrameworkDescribed r = record.getFrameworkUpdated();
        yield new FrameworkUpdated(r.getInfo(), RecordFields.pid(r));
      }
      case FRAMEWORK_REMOVED ->
          new FrameworkRemoved(id(record.getFrameworkRemoved().getFrameworkId()));
      case EXECUTOR_ADDED -> executorAdded(record.getExecutorAdded());
      case EXECUTOR_STARTED -> {
        AgentRecord.ExecutorStarted r = record.getExecutorStarted();
        yield new ExecutorStarted(id(r.getContainerId()), r.getProcessId());
      }
      case EXECUTOR_ADDRESSED -> {
        AgentRecord.ExecutorAddressed r = record.getExecutorAddressed();
        yield new ExecutorAddressed(id(r.getContainerId()), new Pid(r.getDriver()));
      }
      case EXECUTOR_TERMINATED ->
          new ExecutorTerminated(id(record.getExecutorTerminated().getContainerId()));
      case EXECUTOR_REMOVED ->
          new ExecutorRemoved(id(record.getExecutorRemoved().getContainerId()));
      default -> taskEvent(record);
    };
  }

  private static KillCause cause(AgentRecord.CommandKilled record) {
    if (record.getUnhealthy()) {
      return KillCause.UNHEALTHY;
    }
    return record.getOvertime() ? KillCause.OVERTIME : KillCause.REQUEST;
  }

  private static ExecutorAdded executorAdded(AgentRecord.ExecutorAdded record) {
    return new ExecutorAdded(
        id(record.getContainerId()),
        record.getInfo(),
        record.getSandbox(),
        record.getForCommandTask(),
        time(record.getRegisterBy()));
  }

  private static DurableAgentEvent taskEvent(AgentRecord record) {
    return switch (record.getEventCase()) {
      case TASK_QUEUED -> {
        AgentRecord.TaskQueued r = record.getTaskQueued();
        yield new TaskQueued(id(r.getContainerId()), r.getTask());
      }
      case TASK_LAUNCHED -> {
        AgentRecord.TaskLaunched r = record.getTaskLaunched();
        yield new TaskLaunched(
            id(r.getContainerId()),
            id(r.getTaskId()),
            r.hasCompleteBy() ? time(r.getCompleteBy()) : null);
      }
      case TASK_UPDATED -> {
        AgentRecord.TaskUpdated r = record.getTaskUpdated();
        yield new TaskUpdated(r.hasContainerId() ? id(r.getContainerId()) : null, r.getUpdate());
      }
      case UPDATE_ACKNOWLEDGED -> {
        AgentRecord.UpdateAcknowledged r = record.getUpdateAcknowledged();
        yield new UpdateAcknowledged(id(r.getFrameworkId()), id(r.getTaskId()), r.getUuid());
      }
      case COMMAND_KILLED -> {
        AgentRecord.CommandKilled r = record.getCommandKilled();
        yield new CommandKilled(
            id(r.getContainerId()), time(r.getSince()), time(r.getEscalateAt()), cause(r));
      }
      case CHECK_STARTED -> RecordFields.check(record.getCheckStarted());
      case CHECK_PAUSED -> new CheckPaused(RecordFields.key(record.getCheckPaused().getKey()));
      case TASK_RESTORED -> {
        AgentRecord.TaskRestored r = record.getTaskRestored();
        yield new TaskRestored(
            id(r.getContainerId()),
            r.getTask(),
            r.hasCompleteBy() ? time(r.getCompleteBy()) : null);
      }
      case COMPLETED_TASK_RESTORED -> {
        AgentRecord.CompletedTaskRestored r = record.getCompletedTaskRestored();
        yield new CompletedTaskRestored(id(r.getContainerId()), r.getTask());
      }
      case UPDATE_RESTORED -> new UpdateRestored(record.getUpdateRestored().getUpdate());
      default -> resourceEvent(record);
    };
  }

  private static DurableAgentEvent resourceEvent(AgentRecord record) {
    return switch (record.getEventCase()) {
      case OPERATION_TAKEN -> new OperationTaken(record.getOperationTaken().getOperation());
      case OPERATION_KEPT -> new OperationKept(record.getOperationKept().getOperation());
      case OPERATION_ENDED -> {
        AgentRecord.OperationEnded r = record.getOperationEnded();
        yield new OperationEnded(r.getUuid(), r.getStatus());
      }
      case OPERATION_ACKNOWLEDGED ->
          new OperationAcknowledged(record.getOperationAcknowledged().getUuid());
      case RESOURCES_CHECKPOINTED ->
          new ResourcesCheckpointed(record.getResourcesCheckpointed().getResourcesList());
      default ->
          NestedRecords.event(record)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "a record of a kind that this release does not know: "
                          + record.getEventCase()));
    };
  }
}
