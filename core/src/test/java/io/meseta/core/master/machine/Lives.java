package io.meseta.core.master.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.master.AgentEvent;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OperationEvent;
import io.meseta.core.master.TaskEvent;
import io.meseta.core.master.TransitionTable;
import io.meseta.core.master.TransitionTable.Row;
import io.meseta.core.master.state.AgentStage;
import io.meseta.core.master.state.FrameworkStage;
import io.meseta.core.master.state.OperationTransitions;
import io.meseta.core.master.state.TaskTransitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;

/** Follows agents, frameworks and tasks through their lives by the events alone. */
final class Lives {

  /** One step in the life of a task. */
  record TaskStep(TaskState from, TaskState to) {}

  private record TaskKey(FrameworkId framework, TaskId task) {}

  final Set<Row<AgentStage, MasterEvent>> agentRows = new LinkedHashSet<>();
  final Set<Row<FrameworkStage, FrameworkEvent>> frameworkRows = new LinkedHashSet<>();
  final Set<TaskStep> taskSteps = new LinkedHashSet<>();
  final Set<OperationStep> operationSteps = new LinkedHashSet<>();
  private final Map<ByteString, OperationState> operations = new HashMap<>();
  private final Map<AgentId, AgentStage> agents = new HashMap<>();
  private final Map<FrameworkId, FrameworkStage> frameworks = new HashMap<>();
  private final Map<TaskKey, TaskState> tasks = new HashMap<>();

  /** Begins with another cluster; what was visited stays visited. */
  Lives anew() {
    agents.clear();
    frameworks.clear();
    tasks.clear();
    operations.clear();
    return this;
  }

  void observe(MasterEvent event) {
    switch (event) {
      case DurableMasterEvent.AgentAdmitted e -> agent(e.agent(), e);
      case DurableMasterEvent.AgentMarkedUnreachable e -> agent(e.agent(), e);
      case DurableMasterEvent.AgentMarkedReachable e -> agent(e.agent(), e);
      case DurableMasterEvent.AgentRemoved e -> agent(e.agent(), e);
      case DurableMasterEvent.AgentMarkedGone e -> agent(e.agent(), e);
      case AgentEvent.AgentRegistered e -> agent(e.agent(), e);
      case AgentEvent.AgentReregistered e -> agent(e.agent(), e);
      case AgentEvent.AgentDisconnected e -> agent(e.agent(), e);
      case FrameworkEvent.RolesSuppressed e -> {}
      case FrameworkEvent.RolesRevived e -> {}
      case FrameworkEvent.HeartbeatSent e -> {}
      case FrameworkEvent e -> framework(e);
      case TaskEvent.TaskAdded e ->
          tasks.put(new TaskKey(e.framework(), e.taskId()), e.task().getState());
      case TaskEvent.TaskUpdated e -> task(e);
      case OperationEvent.OperationStarted e ->
          operations.put(
              e.operation().getUuid().getValue(), e.operation().getLatestStatus().getState());
      case OperationEvent.OperationUpdated e -> operation(e);
      default -> {}
    }
  }

  /** One state of an operation after another. */
  record OperationStep(OperationState from, OperationState to) {}

  private void operation(OperationEvent.OperationUpdated event) {
    OperationState from = operations.getOrDefault(event.uuid(), OperationState.OPERATION_UNKNOWN);
    OperationState to = OperationTransitions.next(from, event.status().getState());
    if (to != from) {
      operationSteps.add(new OperationStep(from, to));
      operations.put(event.uuid(), to);
    }
  }

  private void agent(AgentId id, MasterEvent event) {
    AgentStage from = agents.getOrDefault(id, AgentStage.UNKNOWN);
    AgentStage to = AgentStage.TRANSITIONS.next(from, event);
    agentRows.add(new Row<>(from, event.getClass(), to));
    agents.put(id, to);
  }

  private void framework(FrameworkEvent event) {
    FrameworkStage from = frameworks.getOrDefault(event.framework(), FrameworkStage.UNKNOWN);
    FrameworkStage to = FrameworkStage.TRANSITIONS.next(from, event);
    frameworkRows.add(new Row<>(from, event.getClass(), to));
    frameworks.put(event.framework(), to);
  }

  private void task(TaskEvent.TaskUpdated event) {
    TaskKey key = new TaskKey(event.framework(), event.taskId());
    TaskState from = tasks.getOrDefault(key, TaskState.TASK_UNKNOWN);
    TaskState reported = event.latestState().orElse(event.status().getState());
    if (TaskTransitions.table().getOrDefault(from, Set.of()).contains(reported)) {
      taskSteps.add(new TaskStep(from, reported));
      tasks.put(key, reported);
    }
  }

  /** The rows of the table as lines of a mermaid diagram. */
  static <S extends Enum<S>, E> List<String> draw(TransitionTable<S, E> table) {
    List<String> lines = new ArrayList<>();
    table
        .rows()
        .forEach(row ->
            lines.add(
                "  %s --> %s : %s".formatted(row.from(), row.to(), row.event().getSimpleName())));
    return lines;
  }
}
