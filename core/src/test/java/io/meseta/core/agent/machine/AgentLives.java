package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.TransientAgentEvent;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.ExecutorTransition;
import io.meseta.core.agent.state.NestedPhase;
import io.meseta.core.agent.state.NestedTransition;
import io.meseta.core.agent.state.TaskStage;
import io.meseta.core.agent.state.TaskStates;
import io.meseta.core.agent.state.TaskTransition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Follows executors and tasks through their lives by the events alone. */
final class AgentLives {

  final Set<ExecutorTransition> executorTransitions = EnumSet.noneOf(ExecutorTransition.class);
  final Set<NestedTransition> nestedTransitions = EnumSet.noneOf(NestedTransition.class);
  final Set<TaskTransition> taskTransitions = EnumSet.noneOf(TaskTransition.class);
  private final Map<ContainerId, ExecutorPhase> executors = new HashMap<>();
  private final Set<ContainerId> commands = new HashSet<>();
  private final Map<TaskId, TaskStage> tasks = new HashMap<>();
  private final Set<ContainerId> pods = new HashSet<>();
  private final Map<ContainerId, NestedPhase> nested = new HashMap<>();

  /** Begins with another agent; what was visited stays visited. */
  AgentLives anew() {
    executors.clear();
    commands.clear();
    tasks.clear();
    pods.clear();
    nested.clear();
    return this;
  }

  void observe(AgentEvent event) {
    switch (event) {
      case DurableAgentEvent.ExecutorAdded e -> add(e);
      case DurableAgentEvent.ExecutorStarted e ->
          move(
              e.container(),
              pods.contains(e.container())
                  ? ExecutorTransition.Trigger.PREPARATION
                  : ExecutorTransition.Trigger.START);
      case DurableAgentEvent.ExecutorTerminated e ->
          move(e.container(), ExecutorTransition.Trigger.EXIT);
      case DurableAgentEvent.TaskQueued e ->
          tasks.put(Wire.task(e.task().getTaskId()), TaskStage.QUEUED);
      case DurableAgentEvent.TaskLaunched e -> launch(e);
      case DurableAgentEvent.TaskGroupQueued e ->
          e.tasks().forEach(task -> tasks.put(Wire.task(task.getTaskId()), TaskStage.QUEUED));
      case DurableAgentEvent.TaskGroupLaunched e -> e.tasks().forEach(this::launch);
      case DurableAgentEvent.NestedContainerAdded e ->
          nested.put(e.container(), NestedPhase.STARTING);
      case DurableAgentEvent.NestedContainerStarted e ->
          move(e.container(), NestedTransition.Trigger.START);
      case DurableAgentEvent.NestedContainerEnded e ->
          move(e.container(), NestedTransition.Trigger.END);
      case DurableAgentEvent.TaskUpdated e -> update(e);
      case DurableAgentEvent.UpdateAcknowledged e -> acknowledge(e.task());
      case TransientAgentEvent.ExecutorSubscribed e ->
          move(e.container(), ExecutorTransition.Trigger.SUBSCRIPTION);
      case TransientAgentEvent.ExecutorTerminating e ->
          move(e.container(), ExecutorTransition.Trigger.SHUTDOWN);
      case TransientAgentEvent.RecoveryFinished _ -> restart();
      default -> {}
    }
  }

  private void add(DurableAgentEvent.ExecutorAdded added) {
    executors.put(added.container(), ExecutorPhase.REGISTERING);
    if (added.forCommandTask()) {
      commands.add(added.container());
    } else if (added.info().getType() == ExecutorInfo.Type.DEFAULT) {
      pods.add(added.container());
    }
  }

  /** Executors of frameworks have to subscribe anew. */
  private void restart() {
    executors.replaceAll((container, phase) ->
        phase == ExecutorPhase.TERMINATED
                || commands.contains(container)
                || pods.contains(container)
            ? phase
            : ExecutorPhase.REGISTERING);
  }

  private void move(ContainerId container, ExecutorTransition.Trigger trigger) {
    ExecutorTransition transition =
        Arrays.stream(ExecutorTransition.values())
            .filter(t -> t.from() == executors.get(container) && t.trigger() == trigger)
            .findFirst()
            .orElseThrow();
    executorTransitions.add(transition);
    executors.put(container, transition.to());
  }

  private void launch(DurableAgentEvent.TaskLaunched launched) {
    move(launched.task(), TaskTransition.Trigger.LAUNCH);
    if (commands.contains(launched.container())) {
      move(launched.container(), ExecutorTransition.Trigger.COMMAND);
    }
  }

  private void launch(DurableAgentEvent.GroupTask launched) {
    move(launched.task(), TaskTransition.Trigger.LAUNCH);
    if (launched.nested() != null) {
      nested.put(launched.nested(), NestedPhase.STARTING);
    }
  }

  private void move(ContainerId container, NestedTransition.Trigger trigger) {
    NestedTransition transition =
        Arrays.stream(NestedTransition.values())
            .filter(t -> t.from() == nested.get(container) && t.trigger() == trigger)
            .findFirst()
            .orElseThrow();
    nestedTransitions.add(transition);
    nested.put(container, transition.to());
  }

  private void update(DurableAgentEvent.TaskUpdated updated) {
    TaskStatus status = updated.update().getStatus();
    boolean terminal = TaskStates.isTerminal(status.getState());
    if (updated.container() != null) {
      move(
          Wire.task(status.getTaskId()),
          terminal ? TaskTransition.Trigger.TERMINAL_UPDATE : TaskTransition.Trigger.UPDATE);
    }
  }

  private void acknowledge(TaskId task) {
    if (tasks.get(task) == TaskStage.TERMINATED) {
      taskTransitions.add(TaskTransition.SETTLED);
    }
  }

  private void move(TaskId task, TaskTransition.Trigger trigger) {
    TaskTransition transition =
        Arrays.stream(TaskTransition.values())
            .filter(t -> t.from() == tasks.get(task) && t.trigger() == trigger)
            .findFirst()
            .orElseThrow();
    taskTransitions.add(transition);
    tasks.put(task, transition.to());
  }
}
