package io.meseta.core.agent.record;

import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.DurableAgentEvent.AgentRegistered;
import io.meseta.core.agent.DurableAgentEvent.CommandKilled;
import io.meseta.core.agent.DurableAgentEvent.ExecutorStarted;
import io.meseta.core.agent.DurableAgentEvent.ExecutorTerminated;
import io.meseta.core.agent.DurableAgentEvent.FrameworkAdded;
import io.meseta.core.agent.DurableAgentEvent.TaskQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskRestored;
import io.meseta.core.agent.DurableAgentEvent.UpdateRestored;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.Deadline;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.UpdateStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Task;

/**
 * Shortens the past of an agent to what matters for its future. What is only kept for display is
 * left out: completed tasks, executors and frameworks.
 */
public final class History {

  private final AgentState state;
  private final List<DurableAgentEvent> events = new ArrayList<>();

  private History(AgentState state) {
    this.state = state;
  }

  /** Events that lead a new agent to where this one is. */
  public static List<DurableAgentEvent> of(AgentState state) {
    History history = new History(state);
    if (state.info().hasId()) {
      history.events.add(new AgentRegistered(state.info()));
    }
    state.frameworks().forEach(history::add);
    state.streamOwners().stream()
        .flatMap(framework -> state.streams(framework).values().stream())
        .map(UpdateStream::pending)
        .flatMap(List::stream)
        .map(UpdateRestored::new)
        .forEach(history.events::add);
    return List.copyOf(history.events);
  }

  private void add(FrameworkState framework) {
    events.add(new FrameworkAdded(framework.info(), framework.pid().orElse(null)));
    framework.executors().forEach(this::add);
  }

  private void add(ExecutorState executor) {
    events.add(executor.added());
    if (executor.processId() > 0) {
      events.add(new ExecutorStarted(executor.container(), executor.processId()));
    }
    addTasks(executor);
    executor
        .kill()
        .ifPresent(kill ->
            events.add(
                new CommandKilled(
                    executor.container(), kill.since(), kill.escalateAt(), kill.overtime())));
    if (executor.phase() == ExecutorPhase.TERMINATED) {
      events.add(new ExecutorTerminated(executor.container()));
    }
  }

  private void addTasks(ExecutorState executor) {
    Instant completeBy = state.deadline(new Deadline.Completion(executor.container())).orElse(null);
    Stream.of(executor.tasks().terminated(), executor.tasks().launched())
        .flatMap(tasks -> tasks.values().stream())
        .map(task -> new TaskRestored(executor.container(), durable(task), completeBy))
        .forEach(events::add);
    executor
        .tasks()
        .queued()
        .values()
        .forEach(task -> events.add(new TaskQueued(executor.container(), task)));
  }

  /** Which update was sent last is true for this run only. */
  private static Task durable(Task task) {
    return task.toBuilder().clearStatusUpdateState().clearStatusUpdateUuid().build();
  }
}
