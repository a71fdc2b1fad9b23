package io.meseta.core.agent.record;

import io.meseta.core.TaskId;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.DurableAgentEvent.AgentRegistered;
import io.meseta.core.agent.DurableAgentEvent.CheckPaused;
import io.meseta.core.agent.DurableAgentEvent.CommandKilled;
import io.meseta.core.agent.DurableAgentEvent.CompletedTaskRestored;
import io.meseta.core.agent.DurableAgentEvent.DrainBegan;
import io.meseta.core.agent.DurableAgentEvent.ExecutorAddressed;
import io.meseta.core.agent.DurableAgentEvent.ExecutorStarted;
import io.meseta.core.agent.DurableAgentEvent.ExecutorTerminated;
import io.meseta.core.agent.DurableAgentEvent.FrameworkAdded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerAdded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerEnded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerStarted;
import io.meseta.core.agent.DurableAgentEvent.OperationKept;
import io.meseta.core.agent.DurableAgentEvent.ResourcesCheckpointed;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupRestored;
import io.meseta.core.agent.DurableAgentEvent.TaskQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskRestored;
import io.meseta.core.agent.DurableAgentEvent.UpdateRestored;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.state.AgentOperation;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.CheckState;
import io.meseta.core.agent.state.Deadline;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.NestedContainer;
import io.meseta.core.agent.state.NestedPhase;
import io.meseta.core.agent.state.UpdateStream;
import io.meseta.core.resource.ResourceValidation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Shortens the past of an agent to what matters for its future. What is only kept for display is
 * left out: completed executors and frameworks.
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
    state
        .drain()
        .ifPresent(drain -> history.events.add(new DrainBegan(drain.config(), drain.since())));
    history.addResources();
    state.frameworks().forEach(history::add);
    state.streamOwners().stream()
        .flatMap(framework -> state.streams(framework).values().stream())
        .map(UpdateStream::pending)
        .flatMap(List::stream)
        .map(UpdateRestored::new)
        .forEach(history.events::add);
    return List.copyOf(history.events);
  }

  private void addResources() {
    List<Resource> checkpointed =
        state.total().checkpointed().toProtobuf().stream()
            .sorted(Comparator.comparing(ResourceValidation::text))
            .toList();
    if (!checkpointed.isEmpty()) {
      events.add(new ResourcesCheckpointed(checkpointed));
    }
    state.operations().stream()
        .map(AgentOperation::toProtobuf)
        .map(OperationKept::new)
        .forEach(events::add);
  }

  private void add(FrameworkState framework) {
    events.add(new FrameworkAdded(framework.info(), framework.pid().orElse(null)));
    framework.executors().forEach(this::add);
  }

  private void add(ExecutorState executor) {
    events.add(executor.added());
    boolean prepared = executor.isPod() && executor.phase() != ExecutorPhase.REGISTERING;
    if (executor.processId() > 0 || prepared) {
      events.add(new ExecutorStarted(executor.container(), executor.processId()));
    }
    executor
        .driver()
        .ifPresent(driver -> events.add(new ExecutorAddressed(executor.container(), driver)));
    addTasks(executor);
    executor
        .kill()
        .ifPresent(kill ->
            events.add(
                new CommandKilled(
                    executor.container(), kill.since(), kill.escalateAt(), kill.cause())));
    for (CheckState check : state.checks().of(executor.container())) {
      events.add(check.started());
      if (check.paused()) {
        events.add(new CheckPaused(check.key()));
      }
    }
    if (executor.phase() == ExecutorPhase.TERMINATED) {
      events.add(new ExecutorTerminated(executor.container()));
    }
  }

  private void addTasks(ExecutorState executor) {
    executor.tasks().completed().stream()
        .map(task -> new CompletedTaskRestored(executor.container(), durable(task)))
        .forEach(events::add);
    Instant completeBy = state.deadline(new Deadline.Completion(executor.container())).orElse(null);
    Stream.of(executor.tasks().terminated(), executor.tasks().launched())
        .flatMap(tasks -> tasks.values().stream())
        .map(task -> new TaskRestored(executor.container(), durable(task), completeBy))
        .forEach(events::add);
    executor.tasks().groups().stream()
        .filter(group -> group.stream().noneMatch(executor.tasks().queued()::containsKey))
        .map(group -> new TaskGroupRestored(executor.container(), group))
        .forEach(events::add);
    addQueued(executor);
    executor.nested().all().forEach(this::add);
  }

  private void addQueued(ExecutorState executor) {
    Map<TaskId, TaskInfo> queued = executor.tasks().queued();
    for (Map.Entry<TaskId, TaskInfo> task : queued.entrySet()) {
      List<TaskId> group = executor.tasks().groupOf(task.getKey()).orElse(null);
      if (group == null) {
        events.add(new TaskQueued(executor.container(), task.getValue()));
        continue;
      }
      List<TaskInfo> together = group.stream().map(queued::get).filter(Objects::nonNull).toList();
      if (together.get(0).equals(task.getValue())) {
        events.add(new TaskGroupQueued(executor.container(), together));
      }
    }
  }

  private void add(NestedContainer nested) {
    events.add(new NestedContainerAdded(nested.id(), nested.task().orElse(null)));
    if (nested.processId() > 0 || nested.phase() == NestedPhase.RUNNING) {
      Instant completeBy = state.deadline(new Deadline.Completion(nested.id())).orElse(null);
      events.add(new NestedContainerStarted(nested.id(), nested.processId(), completeBy));
    }
    nested
        .kill()
        .ifPresent(kill ->
            events.add(
                new CommandKilled(nested.id(), kill.since(), kill.escalateAt(), kill.cause())));
    nested
        .exit()
        .ifPresent(exit ->
            events.add(new NestedContainerEnded(nested.id(), exit, nested.failure().orElse(null))));
  }

  /** Which update was sent last is true for this run only. */
  private static Task durable(Task task) {
    return task.toBuilder().clearStatusUpdateState().clearStatusUpdateUuid().build();
  }
}
