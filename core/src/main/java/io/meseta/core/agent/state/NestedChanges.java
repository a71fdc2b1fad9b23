package io.meseta.core.agent.state;

import io.meseta.core.ContainerId;
import io.meseta.core.agent.DurableAgentEvent.GroupTask;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerEnded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerStarted;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupLaunched;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/** What durable events about task groups and nested containers do to the state. */
final class NestedChanges {

  private final AgentState state;

  NestedChanges(AgentState state) {
    this.state = state;
  }

  void launch(TaskGroupLaunched launched) {
    ExecutorState executor = state.touch(launched.container());
    for (GroupTask task : launched.tasks()) {
      TaskInfo info = executor.tasks().queued().get(task.task());
      executor.launch(task.task());
      if (task.nested() != null) {
        executor.nested().add(new NestedContainer(task.nested(), info));
      }
    }
  }

  void add(ContainerId container, @Nullable TaskInfo task) {
    state
        .executorAround(container)
        .map(executor -> state.touch(executor.container()))
        .orElseThrow(() -> new IllegalStateException("nothing is around container " + container))
        .nested()
        .add(new NestedContainer(container, task));
  }

  void start(NestedContainerStarted started) {
    state.touchNested(started.container()).start(started.processId());
    state.deadlines.set(new Deadline.Completion(started.container()), started.completeBy());
  }

  void end(NestedContainerEnded ended) {
    state.touchNested(ended.container()).end(ended.status(), ended.failure());
    clearDeadlines(ended.container());
    state.executorAround(ended.container()).ifPresent(executor -> executor.nested().trim());
  }

  void remove(ContainerId container) {
    state.touchNested(container);
    clearDeadlines(container);
    state.executorAround(container).ifPresent(executor -> executor.nested().remove(container));
  }

  void clearDeadlines(ContainerId container) {
    state.deadlines.clear(new Deadline.Escalation(container));
    state.deadlines.clear(new Deadline.Completion(container));
  }
}
