package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.CommandKilled;
import io.meseta.core.agent.KillCause;
import io.meseta.core.agent.TransientAgentEvent.ExecutorTerminating;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.NestedContainer;
import io.meseta.core.agent.state.NestedPhase;
import io.meseta.core.agent.state.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/** How the tasks of the default executor are ended (Mesos reference §11.6). */
final class PodKilling {

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(3);
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final Turn turn;

  PodKilling(Turn turn) {
    this.turn = turn;
  }

  /** The scheduler wants the task to end; the rest of its group follows when it has. */
  void kill(ExecutorState executor, TaskId task, @Nullable KillPolicy override) {
    executor
        .nested()
        .of(task)
        .ifPresent(container -> kill(executor, container, grace(container, override)));
  }

  private static Duration grace(NestedContainer container, @Nullable KillPolicy override) {
    if (override != null && override.hasGracePeriod()) {
      return Wire.duration(override.getGracePeriod());
    }
    return container
        .task()
        .map(TaskInfo::getKillPolicy)
        .filter(KillPolicy::hasGracePeriod)
        .map(policy -> Wire.duration(policy.getGracePeriod()))
        .orElse(DEFAULT_GRACE);
  }

  /** As Mesos: where nobody asked for just this task, its own kill policy does not count. */
  void kill(ExecutorState executor, NestedContainer container) {
    kill(executor, container, DEFAULT_GRACE);
  }

  /** As Mesos: a second request changes nothing. */
  private void kill(ExecutorState executor, NestedContainer container, Duration grace) {
    if (container.kill().isEmpty() && container.phase() != NestedPhase.ENDED) {
      end(executor, container, grace, KillCause.REQUEST);
    }
  }

  /** The health check of the task failed too often. */
  void killUnhealthy(ExecutorState executor, TaskId task) {
    executor
        .nested()
        .of(task)
        .filter(container -> container.kill().isEmpty())
        .filter(container -> container.phase() == NestedPhase.RUNNING)
        .ifPresent(
            container -> end(executor, container, grace(container, null), KillCause.UNHEALTHY));
  }

  /** The task has run as long as it may. */
  void endOvertime(ExecutorState executor, ContainerId id) {
    executor
        .nested()
        .find(id)
        .ifPresent(container -> end(executor, container, Duration.ZERO, KillCause.OVERTIME));
  }

  private void end(
      ExecutorState executor, NestedContainer container, Duration grace, KillCause cause) {
    boolean tells =
        turn.state()
            .framework(executor.framework())
            .filter(framework -> framework.has(Capability.Type.TASK_KILLING_STATE))
            .isPresent();
    if (tells && cause != KillCause.OVERTIME && container.phase() == NestedPhase.RUNNING) {
      new PodTasks(turn).tell(executor, container, TaskState.TASK_KILLING);
    }
    container
        .task()
        .ifPresent(task -> new TaskChecks(turn).pause(executor, Wire.task(task.getTaskId())));
    Instant escalateAt = CommandTasks.escalateAt(turn.now(), grace);
    turn.happen(new CommandKilled(container.id(), turn.now(), escalateAt, cause));
    terminate(container);
  }

  /** Sends the signal that a kill begins with; to be repeated if the process was not there yet. */
  void terminate(NestedContainer container) {
    boolean tooLate =
        container.kill().filter(kill -> kill.escalateAt().isBefore(turn.now())).isPresent();
    turn.tell(new AgentEffect.SignalContainer(container.id(), tooLate ? SIGKILL : SIGTERM));
  }

  /** Asks all tasks to end, and sees to it that they do. */
  void shutDown(ExecutorState executor, Duration patience) {
    Instant destroyAt = turn.now().plus(patience);
    turn.happen(new ExecutorTerminating(executor.container(), destroyAt));
    tasks(executor).forEach(container -> kill(executor, container));
    new PodTasks(turn).endIfIdle(executor);
  }

  /** Kills all tasks without asking. */
  void destroy(ExecutorState executor) {
    executor
        .nested()
        .alive()
        .forEach(container -> turn.tell(new AgentEffect.DestroyContainer(container.id())));
    new PodTasks(turn).endIfIdle(executor);
  }

  private static List<NestedContainer> tasks(ExecutorState executor) {
    return executor.nested().alive().stream()
        .filter(container -> container.task().isPresent())
        .toList();
  }
}
