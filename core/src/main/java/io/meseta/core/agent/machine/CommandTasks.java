package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.CommandKilled;
import io.meseta.core.agent.DurableAgentEvent.TaskLaunched;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.KillCause;
import io.meseta.core.agent.TransientAgentEvent.CommandEscalated;
import io.meseta.core.agent.launch.CommandExecutorInfo;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.CommandKill;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The command executor, without a process: says of a task that is just a command what Mesos' own
 * executor would say (Mesos reference §11.6, §11.8). To everybody else on the wire it is an
 * executor with the id of its task.
 */
final class CommandTasks {

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(3);
  private static final Duration LEAST_GRACE = Duration.ofMillis(100);
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final Turn turn;
  private final AgentState state;

  CommandTasks(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  /** How long a command may take to end when its executor is shut down. */
  static Duration shutdownGrace(ExecutorState executor, AgentConfig config) {
    Duration patience =
        executor.info().hasShutdownGracePeriod()
            ? Wire.duration(executor.info().getShutdownGracePeriod())
            : config.timing().executorShutdownGracePeriod();
    Duration grace = patience.minus(CommandExecutorInfo.SHUTDOWN_MARGIN);
    return grace.isNegative() ? Duration.ZERO : grace;
  }

  /** The process runs: so does the task. */
  void launch(ExecutorState executor) {
    Optional<TaskInfo> queued = executor.tasks().queued().values().stream().findFirst();
    if (queued.isEmpty()) {
      new Executors(turn).destroyNow(executor);
      return;
    }
    TaskInfo info = queued.get();
    TaskId task = Wire.task(info.getTaskId());
    turn.happen(new TaskLaunched(executor.container(), task, completeBy(info)));
    new TaskChecks(turn).start(executor, executor.container(), info);
    tell(executor, status(executor, task, TaskState.TASK_STARTING));
    tell(executor, status(executor, task, TaskState.TASK_RUNNING));
  }

  private @Nullable Instant completeBy(TaskInfo task) {
    long nanos = task.getMaxCompletionTime().getNanoseconds();
    return nanos > 0 ? turn.now().plusNanos(nanos) : null;
  }

  /** The scheduler wants the task to end. */
  void kill(ExecutorState executor, @Nullable KillPolicy override) {
    kill(executor, grace(executor, override));
  }

  private static Duration grace(ExecutorState executor, @Nullable KillPolicy override) {
    if (override != null && override.hasGracePeriod()) {
      return Wire.duration(override.getGracePeriod());
    }
    return task(executor)
        .map(Task::getKillPolicy)
        .filter(KillPolicy::hasGracePeriod)
        .map(policy -> Wire.duration(policy.getGracePeriod()))
        .orElse(DEFAULT_GRACE);
  }

  /** SIGTERM now, SIGKILL after the grace period; a second request can only shorten that. */
  void kill(ExecutorState executor, Duration grace) {
    CommandKill before = executor.kill().orElse(null);
    if (before == null) {
      end(executor, grace, KillCause.REQUEST);
      return;
    }
    Instant escalateAt = before.since().plus(grace);
    if (escalateAt.isBefore(before.escalateAt())) {
      Instant soonest = escalateAt.isBefore(turn.now()) ? turn.now() : escalateAt;
      turn.happen(new CommandKilled(executor.container(), before.since(), soonest, before.cause()));
    }
  }

  /** The task has run as long as it may. */
  void endOvertime(ContainerId container) {
    end(state.container(container).orElseThrow(), Duration.ZERO, KillCause.OVERTIME);
  }

  /** The health check failed often enough. */
  void killUnhealthy(ExecutorState executor) {
    if (executor.kill().isEmpty()) {
      end(executor, grace(executor, null), KillCause.UNHEALTHY);
    }
  }

  /** Tells what checks have found of the running task. */
  void tellFindings(ExecutorState executor, TaskId task, Reason reason) {
    TaskStatus.Builder status =
        StatusMessages.fromCommandExecutor(task, TaskState.TASK_RUNNING, turn).setReason(reason);
    new TaskChecks(turn).addFindings(status, executor);
    tell(executor, status);
  }

  /** However short the grace: what does not handle SIGTERM ends by it, as under Mesos. */
  static Instant escalateAt(Instant now, Duration grace) {
    return now.plus(grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace);
  }

  private void end(ExecutorState executor, Duration grace, KillCause cause) {
    if (cause != KillCause.OVERTIME
        && framework(executor).has(Capability.Type.TASK_KILLING_STATE)) {
      task(executor)
          .map(task -> status(executor, Wire.task(task.getTaskId()), TaskState.TASK_KILLING))
          .ifPresent(status -> tell(executor, status));
    }
    task(executor)
        .ifPresent(task -> new TaskChecks(turn).pause(executor, Wire.task(task.getTaskId())));
    turn.happen(
        new CommandKilled(executor.container(), turn.now(), escalateAt(turn.now(), grace), cause));
    turn.tell(new AgentEffect.SignalContainer(executor.container(), SIGTERM));
  }

  /** The process took no notice of SIGTERM. */
  void escalate(ContainerId container) {
    turn.happen(new CommandEscalated(container));
    turn.tell(new AgentEffect.SignalContainer(container, SIGKILL));
  }

  /** The process ended: so did the task. */
  void finish(ExecutorState executor, ExitStatus exit) {
    if (executor.foreseen().isPresent()) {
      return; // then it is the agent that has something to say
    }
    task(executor)
        .map(task -> Wire.task(task.getTaskId()))
        .ifPresent(task -> {
          TaskStatus.Builder status =
              status(executor, task, finalState(executor, exit)).setMessage(exit.commandMessage());
          if (isBecauseOf(KillCause.OVERTIME, executor)) {
            status.setReason(Reason.REASON_MAX_COMPLETION_TIME_REACHED);
          } else if (isBecauseOf(KillCause.UNHEALTHY, executor)) {
            status.setHealthy(false);
          }
          tell(executor, status);
        });
  }

  private static TaskState finalState(ExecutorState executor, ExitStatus exit) {
    if (exit.waitStatus() < 0) {
      return TaskState.TASK_FAILED;
    }
    if (executor.kill().isPresent()) {
      return isBecauseOf(KillCause.OVERTIME, executor)
          ? TaskState.TASK_FAILED
          : TaskState.TASK_KILLED;
    }
    return exit.isSuccess() ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
  }

  private static boolean isBecauseOf(KillCause cause, ExecutorState executor) {
    return executor.kill().filter(kill -> kill.cause() == cause).isPresent();
  }

  private TaskStatus.Builder status(ExecutorState executor, TaskId task, TaskState taskState) {
    TaskStatus.Builder status = StatusMessages.fromCommandExecutor(task, taskState, turn);
    new TaskChecks(turn).addEmptyStatus(status, executor);
    return status;
  }

  private void tell(ExecutorState executor, TaskStatus.Builder status) {
    new StatusUpdates(turn).take(executor.framework(), status.build());
  }

  private FrameworkState framework(ExecutorState executor) {
    return state.framework(executor.framework()).orElseThrow();
  }

  private static Optional<Task> task(ExecutorState executor) {
    return executor.tasks().launched().values().stream().findFirst();
  }
}
