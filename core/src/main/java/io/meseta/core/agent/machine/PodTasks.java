package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.GroupTask;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerEnded;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupLaunched;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.KillCause;
import io.meseta.core.agent.check.CheckPlan;
import io.meseta.core.agent.launch.VolumeException;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.CommandKill;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.NestedContainer;
import io.meseta.core.agent.state.NestedPhase;
import io.meseta.core.agent.state.TaskStage;
import io.meseta.core.agent.state.Turn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * The default executor, without a process: runs each task of a group in a nested container and says
 * of it what Mesos' own executor would say (Mesos reference §11.6, §11.8). To everybody else on the
 * wire it is an executor that exits with status 0 when none of its tasks is left.
 */
final class PodTasks {

  private final Turn turn;

  PodTasks(Turn turn) {
    this.turn = turn;
  }

  /** Starts the containers of a group of queued tasks. */
  void launch(ExecutorState executor, List<TaskInfo> group) {
    List<GroupTask> members =
        group.stream()
            .map(task ->
                new GroupTask(
                    Wire.task(task.getTaskId()),
                    new ContainerId(turn.newContainer().value(), executor.container())))
            .toList();
    turn.happen(new TaskGroupLaunched(executor.container(), members));
    List<NestedContainer> containers =
        members.stream().map(member -> executor.nested().of(member.task()).orElseThrow()).toList();
    containers.forEach(container -> tell(executor, container, TaskState.TASK_STARTING));
    containers.forEach(container -> start(executor, container));
    settle(executor, members.get(0).task());
  }

  /** Starts a container, again if a crash came in between. */
  void start(ExecutorState executor, NestedContainer container) {
    NestedLaunches launches = new NestedLaunches(turn.state(), executor);
    try {
      turn.tell(new AgentEffect.LaunchContainer(launches.of(container)));
    } catch (VolumeException e) {
      turn.happen(
          new NestedContainerEnded(container.id(), new ExitStatus.Unknown(), e.getMessage()));
    }
  }

  /** Says what has become of a group when that is known of each of its containers. */
  void settle(ExecutorState executor, TaskId member) {
    List<TaskId> group = executor.tasks().groupOf(member).orElse(List.of(member));
    List<NestedContainer> containers =
        group.stream()
            .filter(task -> executor.tasks().stage(task).equals(Optional.of(TaskStage.LAUNCHED)))
            .flatMap(task -> executor.nested().of(task).stream())
            .toList();
    if (containers.stream().allMatch(container -> container.phase() != NestedPhase.STARTING)) {
      containers.stream()
          .filter(container -> container.failure().isEmpty() && !wasSaidToRun(executor, container))
          .forEach(container -> sayItRuns(executor, container));
      containers.stream()
          .filter(container -> container.phase() == NestedPhase.ENDED)
          .forEach(container -> finish(executor, container));
    }
    endIfIdle(executor);
  }

  private void sayItRuns(ExecutorState executor, NestedContainer container) {
    if (container.kill().isEmpty()) {
      new TaskChecks(turn).start(executor, container.id(), container.task().orElseThrow());
    }
    tell(executor, container, TaskState.TASK_RUNNING);
  }

  /** Tells what a check of a running task has found. */
  void tellFindings(ExecutorState executor, TaskId task, Reason reason) {
    executor
        .nested()
        .of(task)
        .ifPresent(container -> {
          TaskStatus.Builder status =
              status(executor, container, TaskState.TASK_RUNNING).setReason(reason);
          new TaskChecks(turn).addFindings(status, executor);
          new StatusUpdates(turn).take(executor.framework(), status.build());
        });
  }

  private static boolean wasSaidToRun(ExecutorState executor, NestedContainer container) {
    return executor.tasks().latestState(task(container)).orElseThrow() != TaskState.TASK_STARTING;
  }

  private void finish(ExecutorState executor, NestedContainer container) {
    TaskStatus.Builder status = lastStatus(executor, container);
    new TaskChecks(turn).stopProbes(executor, task(container));
    new StatusUpdates(turn).take(executor.framework(), status.build());
    boolean takesOthersAlong =
        status.getState() == TaskState.TASK_FAILED || status.getState() == TaskState.TASK_KILLED;
    if (takesOthersAlong && executor.phase() == ExecutorPhase.RUNNING) {
      killOthers(executor, task(container));
    }
  }

  private TaskStatus.Builder lastStatus(ExecutorState executor, NestedContainer container) {
    CommandKill kill = container.kill().orElse(null);
    ExitStatus exit = container.exit().orElseThrow();
    TaskStatus.Builder status = status(executor, container, finalState(container, exit));
    if (container.failure().isPresent()) {
      return kill != null ? status : status.setMessage(container.failure().get());
    }
    if (exit.waitStatus() < 0) {
      return status.setMessage("Command terminated with unknown status");
    }
    if (kill != null && kill.cause() == KillCause.OVERTIME) {
      status.setReason(Reason.REASON_MAX_COMPLETION_TIME_REACHED);
    } else if (kill != null && kill.cause() == KillCause.UNHEALTHY) {
      status.setHealthy(false);
    }
    return status.setMessage(exit.commandMessage());
  }

  private static TaskState finalState(NestedContainer container, ExitStatus exit) {
    CommandKill kill = container.kill().orElse(null);
    if (container.failure().isPresent()) {
      return kill != null ? TaskState.TASK_KILLED : TaskState.TASK_FAILED;
    }
    if (exit.waitStatus() < 0) {
      return TaskState.TASK_FAILED;
    }
    if (kill != null) {
      return kill.cause() == KillCause.OVERTIME ? TaskState.TASK_FAILED : TaskState.TASK_KILLED;
    }
    return exit.isSuccess() ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
  }

  /** As Mesos: a group does not outlive one of its tasks, unless that ended well. */
  private void killOthers(ExecutorState executor, TaskId ended) {
    PodKilling killing = new PodKilling(turn);
    for (TaskId other : executor.tasks().groupOf(ended).orElse(List.of())) {
      if (!other.equals(ended)) {
        executor.nested().of(other).ifPresent(container -> killing.kill(executor, container));
      }
    }
  }

  /** Ends the executor when it has nothing left to do. */
  void endIfIdle(ExecutorState executor) {
    boolean mayEnd =
        executor.phase() == ExecutorPhase.RUNNING || executor.phase() == ExecutorPhase.TERMINATING;
    boolean ending = executor.phase() == ExecutorPhase.TERMINATING;
    boolean busy = executor.nested().alive().stream().anyMatch(c -> c.task().isPresent());
    if (mayEnd && !busy && (ending || executor.tasks().queued().isEmpty())) {
      new Executors(turn).terminated(executor, new ExitStatus.Exited(0));
    }
  }

  void tell(ExecutorState executor, NestedContainer container, TaskState taskState) {
    TaskStatus status = status(executor, container, taskState).build();
    new StatusUpdates(turn).take(executor.framework(), status);
  }

  private TaskStatus.Builder status(
      ExecutorState executor, NestedContainer container, TaskState taskState) {
    TaskStatus.Builder status =
        StatusMessages.fromDefaultExecutor(executor, container, taskState, turn);
    container
        .task()
        .filter(TaskInfo::hasCheck)
        .flatMap(task -> CheckPlan.of(task.getCheck()))
        .ifPresent(plan -> status.setCheckStatus(plan.emptyStatus())); // as Mesos, in each status
    return status;
  }

  private static TaskId task(NestedContainer container) {
    return Wire.task(Objects.requireNonNull(container.task().orElse(null)).getTaskId());
  }
}
