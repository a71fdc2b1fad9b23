package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.RequestId;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.ContainerAnswer;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerEnded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerRemoved;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerStarted;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.NestedContainer;
import io.meseta.core.agent.state.NestedPhase;
import io.meseta.core.agent.state.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/** What becomes of the containers below those of executors, whoever wanted them. */
final class NestedRuns {

  private final Turn turn;
  private final AgentState state;

  NestedRuns(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void started(ContainerId id, long processId) {
    NestedContainer container = state.nested(id).orElse(null);
    if (container == null) {
      turn.tell(new AgentEffect.DestroyContainer(id)); // nobody knows of it any more
      return;
    }
    if (container.phase() != NestedPhase.STARTING) {
      return;
    }
    Optional<RequestId> launching = container.launching();
    turn.happen(new NestedContainerStarted(id, processId, completeBy(container)));
    launching.ifPresent(request -> answer(request, new ContainerAnswer.Done()));
    ExecutorState executor = state.executorAround(id).orElseThrow();
    if (executor.phase() == ExecutorPhase.TERMINATED) {
      turn.tell(new AgentEffect.DestroyContainer(id));
    } else if (container.kill().isPresent()) {
      new PodKilling(turn).terminate(container);
    }
    settle(executor, container);
  }

  private @Nullable Instant completeBy(NestedContainer container) {
    long nanos =
        container
            .task()
            .map(TaskInfo::getMaxCompletionTime)
            .map(d -> d.getNanoseconds())
            .orElse(0L);
    return nanos > 0 && container.kill().isEmpty() ? turn.now().plusNanos(nanos) : null;
  }

  void failed(ContainerId id, String message) {
    state
        .nested(id)
        .filter(container -> container.phase() == NestedPhase.STARTING)
        .ifPresent(container -> failed(container, message));
  }

  /** Mesos forgets at once what could not be launched, but for the executor that wanted it. */
  private void failed(NestedContainer container, String message) {
    Optional<RequestId> launching = container.launching();
    ended(container, new ExitStatus.Unknown(), message);
    launching.ifPresent(request -> answer(request, new ContainerAnswer.Invalid(message)));
    if (container.task().isEmpty()) {
      turn.happen(new NestedContainerRemoved(container.id()));
    }
  }

  void exited(ContainerId id, ExitStatus status) {
    state
        .nested(id)
        .filter(container -> container.phase() != NestedPhase.ENDED)
        .ifPresent(container -> ended(container, status, null));
    turn.tell(new AgentEffect.CollectContainer(id));
  }

  private void ended(NestedContainer container, ExitStatus status, @Nullable String failure) {
    List<RequestId> waiting = container.waiting();
    turn.happen(new NestedContainerEnded(container.id(), status, failure));
    ContainerAnswer answer = new ContainerAnswer.Ended(status);
    waiting.forEach(request -> answer(request, answer));
    settle(state.executorAround(container.id()).orElseThrow(), container);
  }

  /** Nobody will be told any more of the containers of an executor that is removed. */
  void abandon(ExecutorState executor) {
    for (NestedContainer container : executor.nested().alive()) {
      container.waiting().forEach(request -> answer(request, new ContainerAnswer.NotFound()));
      container
          .launching()
          .ifPresent(request ->
              answer(
                  request,
                  new ContainerAnswer.Invalid(
                      "Parent container " + executor.container() + " does not exist")));
    }
  }

  private void answer(RequestId request, ContainerAnswer answer) {
    turn.tell(new AgentEffect.Answer(request, answer));
  }

  private void settle(ExecutorState executor, NestedContainer container) {
    if (executor.phase() != ExecutorPhase.TERMINATED) {
      container
          .task()
          .ifPresent(task -> new PodTasks(turn).settle(executor, Wire.task(task.getTaskId())));
    }
  }

  /**
   * Finds out, after a restart, what of them is still there.
   *
   * @param running what the launcher has
   */
  void recover(ExecutorState executor, Map<ContainerId, Long> running) {
    for (NestedContainer container : executor.nested().alive()) {
      Long processId = running.get(container.id());
      if (container.phase() == NestedPhase.STARTING) {
        recoverStarting(executor, container, processId);
      } else if (processId == null) {
        ended(container, new ExitStatus.Unknown(), null);
      }
    }
  }

  private void recoverStarting(
      ExecutorState executor, NestedContainer container, @Nullable Long processId) {
    if (processId != null) {
      started(container.id(), processId);
    } else if (container.task().isPresent()) {
      new PodTasks(turn).start(executor, container);
    } else {
      turn.happen(new NestedContainerRemoved(container.id())); // who wanted it was not told yet
    }
  }
}
