package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.TaskId;
import io.meseta.core.master.TaskEvent;
import io.meseta.core.master.TaskEvent.ExecutorAdded;
import io.meseta.core.master.TaskEvent.ExecutorRemoved;
import io.meseta.core.master.TaskEvent.TaskAdded;
import io.meseta.core.master.TaskEvent.TaskArchived;
import io.meseta.core.master.TaskEvent.TaskBecameUnreachable;
import io.meseta.core.master.TaskEvent.TaskCompleted;
import io.meseta.core.master.TaskEvent.TaskKillRequested;
import io.meseta.core.master.TaskEvent.TaskUpdated;
import io.meseta.core.resource.Resources;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/** What events about tasks and executors change. */
final class TaskChanges {

  private final MasterState state;

  TaskChanges(MasterState state) {
    this.state = state;
  }

  void apply(TaskEvent event) {
    Framework framework = state.framework(event.framework()).orElseThrow();
    switch (event) {
      case TaskAdded added -> add(framework, new LiveTask(added.task()));
      case TaskUpdated updated -> update(framework, updated);
      case TaskCompleted completed -> complete(framework, completed.taskId());
      case TaskBecameUnreachable lost -> loseSight(framework, lost.taskId());
      case TaskKillRequested kill ->
          agent(kill.agent()).killRequests.add(new Agent.TaskKey(framework.id(), kill.taskId()));
      case TaskArchived archived -> framework.remember(archived.task());
      case ExecutorAdded added -> add(framework, added.agent(), added.executor());
      case ExecutorRemoved removed -> remove(framework, removed.agent(), removed.executor());
    }
    framework.changed();
  }

  private Agent agent(AgentId id) {
    return state.agent(id).orElseThrow();
  }

  private void add(Framework framework, LiveTask task) {
    framework.unreachableTasks.remove(task.id()); // it may have been given up with its agent
    if (task.state() != TaskState.TASK_STAGING) {
      forgetPast(framework, task);
    }
    framework.tasks.put(task.id(), task);
    agent(task.agent()).tasks.put(new Agent.TaskKey(framework.id(), task.id()), task);
    if (task.holdsResources()) {
      use(framework, task.agent(), task.resources());
    }
  }

  /** A task that an agent reports may have been given up before. */
  private static void forgetPast(Framework framework, LiveTask task) {
    framework.completedTasks.removeIf(completed ->
        completed.getTaskId().getValue().equals(task.id().value())
            && completed.getAgentId().getValue().equals(task.agent().value())
            && !TaskTransitions.isTerminal(task.state()));
  }

  private void update(Framework framework, TaskUpdated event) {
    LiveTask task = framework.tasks.get(event.taskId());
    if (task == null) {
      updateUnreachable(framework, event);
      return;
    }
    boolean held = task.holdsResources();
    task.update(
        event.status(), event.latestState().orElse(event.status().getState()), event.forwarded());
    if (held && !task.holdsResources()) {
      release(framework, task.agent(), task.resources());
    }
    agent(task.agent()).changed();
  }

  private void updateUnreachable(Framework framework, TaskUpdated event) {
    LiveTask task = framework.unreachableTasks.get(event.taskId());
    if (task != null) {
      task.update(event.status(), event.status().getState(), event.forwarded());
    }
  }

  private void complete(Framework framework, TaskId id) {
    LiveTask unreachable = framework.unreachableTasks.remove(id);
    LiveTask task = unreachable != null ? unreachable : takeAway(framework, id);
    framework.remember(task.toProtobuf());
  }

  private void loseSight(Framework framework, TaskId id) {
    LiveTask task = takeAway(framework, id);
    framework.unreachableTasks.put(id, task);
  }

  private LiveTask takeAway(Framework framework, TaskId id) {
    LiveTask task = framework.tasks.remove(id);
    if (task == null) {
      throw new IllegalStateException("task " + id + " of " + framework.id() + " is not known");
    }
    Agent agent = agent(task.agent());
    Agent.TaskKey key = new Agent.TaskKey(framework.id(), id);
    agent.tasks.remove(key);
    agent.killRequests.remove(key);
    if (task.holdsResources()) {
      release(framework, task.agent(), task.resources());
    }
    agent.changed();
    return task;
  }

  private void add(Framework framework, AgentId agent, ExecutorInfo executor) {
    ExecutorId id = new ExecutorId(executor.getExecutorId().getValue());
    framework.executors.put(new Framework.ExecutorKey(agent, id), executor);
    agent(agent).executors.put(new Agent.ExecutorKey(framework.id(), id), executor);
    use(framework, agent, Resources.of(executor.getResourcesList()));
  }

  private void remove(Framework framework, AgentId agent, ExecutorId id) {
    @Nullable ExecutorInfo executor =
        framework.executors.remove(new Framework.ExecutorKey(agent, id));
    agent(agent).executors.remove(new Agent.ExecutorKey(framework.id(), id));
    if (executor != null) {
      release(framework, agent, Resources.of(executor.getResourcesList()));
    }
  }

  private void use(Framework framework, AgentId agent, Resources allocated) {
    framework.holdings.use(allocated);
    agent(agent).holdings.use(allocated);
    ByRole.forEach(
        allocated,
        (role, resources) -> {
          state.clients.track(framework, role);
          state.allocator.allocate(framework.id(), role, agent, resources);
        });
  }

  private void release(Framework framework, AgentId agent, Resources allocated) {
    framework.holdings.release(allocated);
    agent(agent).holdings.release(allocated);
    ByRole.forEach(
        allocated,
        (role, resources) -> {
          state.allocator.release(framework.id(), role, agent, resources);
          state.clients.dropIfIdle(framework, role);
        });
  }
}
