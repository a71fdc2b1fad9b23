package io.meseta.core.agent.record;

import static io.meseta.core.agent.record.RecordFields.id;
import static io.meseta.core.agent.record.RecordFields.time;

import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.DurableAgentEvent.GroupTask;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerAdded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerEnded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerRemoved;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerStarted;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupRestored;
import io.meseta.core.agent.ExitStatus;
import io.meseta.protocol.internal.AgentJournal.AgentRecord;
import java.util.Optional;

/** Records of task groups and nested containers, in both directions. */
final class NestedRecords {

  private NestedRecords() {}

  static AgentRecord.TaskGroupQueued record(TaskGroupQueued event) {
    return AgentRecord.TaskGroupQueued.newBuilder()
        .setContainerId(id(event.container()))
        .addAllTasks(event.tasks())
        .build();
  }

  static AgentRecord.TaskGroupLaunched record(TaskGroupLaunched event) {
    AgentRecord.TaskGroupLaunched.Builder record =
        AgentRecord.TaskGroupLaunched.newBuilder().setContainerId(id(event.container()));
    for (GroupTask task : event.tasks()) {
      AgentRecord.TaskGroupLaunched.GroupTask.Builder member =
          record.addTasksBuilder().setTaskId(id(task.task()));
      if (task.nested() != null) {
        member.setNestedId(id(task.nested()));
      }
    }
    return record.build();
  }

  static AgentRecord.TaskGroupRestored record(TaskGroupRestored event) {
    return AgentRecord.TaskGroupRestored.newBuilder()
        .setContainerId(id(event.container()))
        .addAllTaskIds(event.tasks().stream().map(RecordFields::id).toList())
        .build();
  }

  static AgentRecord.NestedContainerAdded record(NestedContainerAdded event) {
    AgentRecord.NestedContainerAdded.Builder record =
        AgentRecord.NestedContainerAdded.newBuilder().setContainerId(id(event.container()));
    if (event.task() != null) {
      record.setTask(event.task());
    }
    return record.build();
  }

  static AgentRecord.NestedContainerStarted record(NestedContainerStarted event) {
    AgentRecord.NestedContainerStarted.Builder record =
        AgentRecord.NestedContainerStarted.newBuilder()
            .setContainerId(id(event.container()))
            .setProcessId(event.processId());
    if (event.completeBy() != null) {
      record.setCompleteBy(time(event.completeBy()));
    }
    return record.build();
  }

  static AgentRecord.NestedContainerEnded record(NestedContainerEnded event) {
    AgentRecord.NestedContainerEnded.Builder record =
        AgentRecord.NestedContainerEnded.newBuilder().setContainerId(id(event.container()));
    if (event.status().waitStatus() >= 0) {
      record.setWaitStatus(event.status().waitStatus());
    }
    if (event.failure() != null) {
      record.setFailure(event.failure());
    }
    return record.build();
  }

  static AgentRecord.NestedContainerRemoved record(NestedContainerRemoved event) {
    return AgentRecord.NestedContainerRemoved.newBuilder()
        .setContainerId(id(event.container()))
        .build();
  }

  /** The event of a record, if it is one of these. */
  static Optional<DurableAgentEvent> event(AgentRecord record) {
    return switch (record.getEventCase()) {
      case TASK_GROUP_QUEUED -> {
        AgentRecord.TaskGroupQueued r = record.getTaskGroupQueued();
        yield Optional.of(new TaskGroupQueued(id(r.getContainerId()), r.getTasksList()));
      }
      case TASK_GROUP_LAUNCHED -> Optional.of(launched(record.getTaskGroupLaunched()));
      case TASK_GROUP_RESTORED -> {
        AgentRecord.TaskGroupRestored r = record.getTaskGroupRestored();
        yield Optional.of(
            new TaskGroupRestored(
                id(r.getContainerId()),
                r.getTaskIdsList().stream().map(RecordFields::id).toList()));
      }
      case NESTED_CONTAINER_ADDED -> {
        AgentRecord.NestedContainerAdded r = record.getNestedContainerAdded();
        yield Optional.of(
            new NestedContainerAdded(id(r.getContainerId()), r.hasTask() ? r.getTask() : null));
      }
      case NESTED_CONTAINER_STARTED -> {
        AgentRecord.NestedContainerStarted r = record.getNestedContainerStarted();
        yield Optional.of(
            new NestedContainerStarted(
                id(r.getContainerId()),
                r.getProcessId(),
                r.hasCompleteBy() ? time(r.getCompleteBy()) : null));
      }
      case NESTED_CONTAINER_ENDED -> Optional.of(ended(record.getNestedContainerEnded()));
      case NESTED_CONTAINER_REMOVED ->
          Optional.of(
              new NestedContainerRemoved(id(record.getNestedContainerRemoved().getContainerId())));
      default -> Optional.empty();
    };
  }

  private static TaskGroupLaunched launched(AgentRecord.TaskGroupLaunched record) {
    return new TaskGroupLaunched(
        id(record.getContainerId()),
        record.getTasksList().stream()
            .map(task ->
                new GroupTask(
                    id(task.getTaskId()), task.hasNestedId() ? id(task.getNestedId()) : null))
            .toList());
  }

  private static NestedContainerEnded ended(AgentRecord.NestedContainerEnded record) {
    return new NestedContainerEnded(
        id(record.getContainerId()),
        record.hasWaitStatus()
            ? ExitStatus.ofWait(record.getWaitStatus())
            : new ExitStatus.Unknown(),
        record.hasFailure() ? record.getFailure() : null);
  }
}
