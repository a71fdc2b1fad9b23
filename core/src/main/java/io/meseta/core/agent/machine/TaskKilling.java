package io.meseta.core.agent.machine;

import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand.KillTask;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.message.ExecutorEvents;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import java.util.List;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.jspecify.annotations.Nullable;

/** Kills tasks, wherever they are on their way (Mesos reference §12.15). */
final class TaskKilling {

  private final Turn turn;
  private final AgentState state;

  TaskKilling(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void kill(KillTask command) {
    boolean listens =
        state.phase() == AgentPhase.RUNNING || state.phase() == AgentPhase.DISCONNECTED;
    FrameworkState framework = state.framework(command.framework()).orElse(null);
    if (!listens
        || !state.follows(command.from())
        || framework == null
        || framework.terminating()) {
      return;
    }
    framework
        .executorOf(command.task())
        .ifPresentOrElse(
            executor -> kill(executor, command.task(), command.policy()),
            () -> reportUnknown(framework, command.task()));
  }

  private void reportUnknown(FrameworkState framework, TaskId task) {
    new StatusUpdates(turn)
        .drop(
            framework,
            new StatusMessages.Report(
                task, Reason.REASON_EXECUTOR_TERMINATED, "Cannot find executor"));
  }

  void kill(ExecutorState executor, TaskId task, @Nullable KillPolicy policy) {
    boolean ends =
        executor.phase() == ExecutorPhase.TERMINATING
            || executor.phase() == ExecutorPhase.TERMINATED;
    if (ends) {
      return; // and so does the task
    }
    if (executor.tasks().queued().containsKey(task)) {
      killBeforeDelivery(executor, task);
    } else if (executor.isPod()) {
      new PodKilling(turn).kill(executor, task, policy);
    } else if (executor.forCommandTask()) {
      new CommandTasks(turn).kill(executor, policy);
    } else {
      executor
          .connection()
          .ifPresent(
              stream -> turn.tellExecutor(stream, ExecutorEvents.kill(Wire.task(task), policy)));
    }
  }

  /** With the task go all that were to be delivered together with it. */
  void killBeforeDelivery(ExecutorState executor, TaskId task) {
    List<TaskId> group = executor.tasks().groupOf(task).orElse(List.of());
    String message =
        group.isEmpty()
            ? "Killed before delivery to the executor"
            : "A task within the task group was killed before delivery to the executor";
    for (TaskId member : group.isEmpty() ? List.of(task) : group) {
      if (executor.tasks().queued().containsKey(member)) {
        reportKilled(executor, member, message);
      }
    }
    boolean idle = !executor.tasks().reachedExecutor() && executor.tasks().queued().isEmpty();
    if (idle && executor.forCommandTask()) {
      new Executors(turn).destroyNow(executor);
    } else if (executor.isPod()) {
      new PodTasks(turn).endIfIdle(executor);
    } else if (idle && executor.phase() == ExecutorPhase.RUNNING) {
      new Executors(turn).shutDown(executor); // as Mesos: it might wait for a task for ever
    }
  }

  private void reportKilled(ExecutorState executor, TaskId task, String message) {
    new StatusUpdates(turn)
        .report(
            executor.framework(),
            new StatusMessages.Report(
                task,
                TaskState.TASK_KILLED,
                Reason.REASON_TASK_KILLED_DURING_LAUNCH,
                message,
                executor.id()));
  }
}
