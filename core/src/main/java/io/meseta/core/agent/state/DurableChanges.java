package io.meseta.core.agent.state;

import io.meseta.core.ContainerId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentSnapshot;
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
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each durable event does to the state. */
final class DurableChanges {

  private final AgentState state;
  private final NestedChanges nestedChanges;
  private final ResourceChanges resources;

  DurableChanges(AgentState state) {
    this.state = state;
    this.nestedChanges = new NestedChanges(state);
    this.resources = new ResourceChanges(state);
  }

  void apply(DurableAgentEvent event) {
    switch (event) {
      case AgentRegistered registered -> register(registered);
      case DrainBegan began -> state.drain = new Drain(began.config(), began.at());
      case DrainEnded ended -> state.drain = null;
      case FrameworkAdded added -> add(added);
      case FrameworkUpdated updated ->
          state.known(idOf(updated)).update(updated.info(), updated.pid());
      case FrameworkRemoved removed -> remove(removed.framework());
      case ExecutorAdded added -> add(added);
      case ExecutorStarted started -> start(started);
      case ExecutorAddressed addressed ->
          state.touch(addressed.container()).address(addressed.driver());
      case ExecutorTerminated terminated -> terminate(terminated.container());
      case ExecutorRemoved removed -> remove(removed.container());
      case TaskQueued queued -> state.touch(queued.container()).tasks().queue(queued.task());
      case TaskLaunched launched -> launch(launched);
      case TaskGroupQueued queued ->
          state.touch(queued.container()).tasks().queueGroup(queued.tasks());
      case TaskGroupLaunched launched -> nestedChanges.launch(launched);
      case NestedContainerAdded added -> nestedChanges.add(added.container(), added.task());
      case NestedContainerStarted started -> nestedChanges.start(started);
      case NestedContainerEnded ended -> nestedChanges.end(ended);
      case NestedContainerRemoved removed -> nestedChanges.remove(removed.container());
      case TaskUpdated updated -> update(updated);
      case UpdateAcknowledged acknowledged -> acknowledge(acknowledged);
      case CommandKilled killed -> kill(killed);
      case CheckStarted started -> startCheck(started);
      case CheckPaused paused -> state.checks.pause(paused.key());
      case TaskRestored restored -> restore(restored);
      case CompletedTaskRestored restored ->
          state.touch(restored.container()).tasks().restoreCompleted(restored.task());
      case TaskGroupRestored restored ->
          state.touch(restored.container()).tasks().restoreGroup(restored.tasks());
      case UpdateRestored restored -> append(restored.update());
      case OperationTaken taken -> resources.take(taken);
      case OperationKept kept -> resources.keep(kept);
      case OperationEnded ended -> resources.end(ended);
      case OperationAcknowledged acknowledged -> resources.acknowledge(acknowledged);
      case ResourcesCheckpointed checkpointed -> resources.checkpoint(checkpointed);
    }
  }

  /** What the agent offers is up to its operator each time, as far as the shell lets it change. */
  private void register(AgentRegistered registered) {
    state.registered = registered.info();
    state.info = state.config.info().toBuilder().setId(registered.info().getId()).build();
  }

  private void add(FrameworkAdded added) {
    FrameworkId id = new FrameworkId(added.info().getId().getValue());
    AgentSnapshot.Framework before = state.completedFrameworks.remove(id);
    state.frameworks.put(
        id,
        new FrameworkState(
            added.info(),
            added.pid(),
            state.config.executors().maxCompletedExecutors(),
            before == null ? List.of() : before.completedExecutors()));
  }

  private void remove(FrameworkId id) {
    Map<TaskId, UpdateStream> streams = state.streams.getOrDefault(id, Map.of());
    List.copyOf(streams.keySet()).forEach(task -> dropStream(id, task));
    state.completedFrameworks.put(id, state.known(id).snapshot());
    state.frameworks.remove(id);
    if (state.completedFrameworks.size() > state.config.executors().maxCompletedFrameworks()) {
      state.completedFrameworks.remove(state.completedFrameworks.keySet().iterator().next());
    }
  }

  private void add(ExecutorAdded added) {
    ExecutorState executor = new ExecutorState(added, state.config.executors().maxCompletedTasks());
    state.containers.put(added.container(), executor);
    state.known(executor.framework()).add(executor);
    state.deadlines.set(new Deadline.ExecutorRegistration(added.container()), added.registerBy());
  }

  private void start(ExecutorStarted started) {
    ExecutorState executor = state.touch(started.container());
    executor.start(started.processId());
    if (executor.isPod()) {
      state.deadlines.clear(new Deadline.ExecutorRegistration(started.container()));
    }
  }

  private void terminate(ContainerId container) {
    ExecutorState executor = state.touch(container);
    executor.move(ExecutorTransition.Trigger.EXIT);
    executor.connection().ifPresent(state.connections::remove);
    executor.connect(null);
    state.deadlines.clear(new Deadline.ExecutorRegistration(container));
    state.deadlines.clear(new Deadline.ExecutorShutdown(container));
    state.deadlines.clear(new Deadline.Heartbeat(container));
    state.deadlines.clear(new Deadline.Escalation(container));
    state.deadlines.clear(new Deadline.Completion(container));
    state.checks.forget(container);
    state.counters.executorTerminated();
  }

  private void remove(ContainerId container) {
    ExecutorState executor = state.touch(container);
    executor.nested().all().forEach(nested -> nestedChanges.clearDeadlines(nested.id()));
    state.containers.remove(container);
    state.known(executor.framework()).remove(executor);
  }

  private void launch(TaskLaunched launched) {
    ExecutorState executor = state.touch(launched.container());
    executor.launch(launched.task());
    state.deadlines.set(new Deadline.Completion(launched.container()), launched.completeBy());
    if (executor.forCommandTask()) {
      state.deadlines.clear(new Deadline.ExecutorRegistration(launched.container()));
    }
  }

  private void update(TaskUpdated updated) {
    StatusUpdate update = updated.update();
    ContainerId container = updated.container();
    if (container != null) {
      state.touch(container).tasks().update(update.getStatus());
      state.checks.tell(container, update.getStatus());
    }
    append(update);
    state.counters.update(update.getStatus().getState());
  }

  private void append(StatusUpdate update) {
    state
        .streams
        .computeIfAbsent(idOf(update), key -> new LinkedHashMap<>())
        .computeIfAbsent(taskOf(update), key -> new UpdateStream())
        .append(update);
  }

  private void restore(TaskRestored restored) {
    ExecutorState executor = state.touch(restored.container());
    executor.restore(restored.task());
    state.deadlines.set(new Deadline.Completion(restored.container()), restored.completeBy());
    if (executor.forCommandTask()) {
      state.deadlines.clear(new Deadline.ExecutorRegistration(restored.container()));
    }
  }

  private void acknowledge(UpdateAcknowledged acknowledged) {
    FrameworkId framework = acknowledged.framework();
    TaskId task = acknowledged.task();
    UpdateStream stream = state.streams.getOrDefault(framework, Map.of()).get(task);
    if (stream == null) {
      throw new IllegalStateException("acknowledged an update of " + task + " that is not there");
    }
    StatusUpdate head = stream.acknowledge(acknowledged.uuid());
    state.deadlines.clear(new Deadline.UpdateRetry(framework, task));
    if (!TaskStates.isTerminal(head.getStatus().getState())) {
      return;
    }
    dropStream(framework, task);
    state
        .framework(framework)
        .flatMap(known -> known.executorOf(task))
        .ifPresent(executor -> state.touch(executor.container()).tasks().settle(task));
  }

  private void dropStream(FrameworkId framework, TaskId task) {
    state.deadlines.clear(new Deadline.UpdateRetry(framework, task));
    state.streams.computeIfPresent(
        framework,
        (key, streams) -> {
          streams.remove(task);
          return streams.isEmpty() ? null : streams;
        });
  }

  private void startCheck(CheckStarted started) {
    ExecutorTasks tasks = state.touch(started.key().executor()).tasks();
    state.checks.start(started, tasks.latestStatus(started.key().task()).orElse(null));
  }

  private void kill(CommandKilled killed) {
    ContainerId container = killed.container();
    CommandKill request = new CommandKill(killed.since(), killed.escalateAt(), killed.cause());
    if (container.parent() == null) {
      state.touch(container).kill(request);
    } else {
      state.touchNested(container).kill(request);
    }
    state.deadlines.set(new Deadline.Escalation(container), killed.escalateAt());
    state.deadlines.clear(new Deadline.Completion(container));
  }

  private static FrameworkId idOf(FrameworkUpdated updated) {
    return new FrameworkId(updated.info().getId().getValue());
  }

  private static FrameworkId idOf(StatusUpdate update) {
    return new FrameworkId(update.getFrameworkId().getValue());
  }

  private static TaskId taskOf(StatusUpdate update) {
    return new TaskId(update.getStatus().getTaskId().getValue());
  }
}
