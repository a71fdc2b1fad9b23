package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand.RecordProbeResult;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.CheckPaused;
import io.meseta.core.agent.DurableAgentEvent.CheckStarted;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.agent.TransientAgentEvent.ProbeFinished;
import io.meseta.core.agent.TransientAgentEvent.ProbeScheduled;
import io.meseta.core.agent.TransientAgentEvent.ProbeStarted;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.CheckKind;
import io.meseta.core.agent.check.CheckPlan;
import io.meseta.core.agent.check.Probe;
import io.meseta.core.agent.check.Verdict;
import io.meseta.core.agent.launch.ContainerLaunches;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.CheckState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.NestedContainer;
import io.meseta.core.agent.state.Turn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Probes tasks that this agent is the executor of, and has told what was found (Mesos reference
 * §11.7). How it is used stands in the package {@code check}.
 */
final class TaskChecks {

  private final Turn turn;
  private final AgentState state;

  TaskChecks(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  /**
   * Begins the checks of a task that has just been launched.
   *
   * @param where the container of the task
   */
  void start(ExecutorState executor, ContainerId where, TaskInfo task) {
    TaskId id = new TaskId(task.getTaskId().getValue());
    Stream.of(
            task.hasCheck() ? CheckPlan.of(task.getCheck()) : Optional.<CheckPlan>empty(),
            task.hasHealthCheck()
                ? CheckPlan.of(task.getHealthCheck())
                : Optional.<CheckPlan>empty())
        .flatMap(Optional::stream)
        .forEach(plan -> {
          CheckKey key = new CheckKey(executor.container(), id, plan.kind());
          turn.happen(new CheckStarted(key, where, plan, turn.now()));
          turn.happen(new ProbeScheduled(key, turn.now().plus(plan.delay())));
        });
  }

  /** Goes on after a restart of the agent. */
  void resume() {
    for (CheckState check : List.copyOf(state.checks().all())) {
      if (!check.paused()) {
        turn.happen(new ProbeScheduled(check.key(), turn.now().plus(check.plan().interval())));
      }
    }
  }

  /** The task is being killed: nothing more is to be found out about it. */
  void pause(ExecutorState executor, TaskId task) {
    for (CheckState check : state.checks().of(executor.container(), task)) {
      if (!check.paused()) {
        stopProbe(check);
        turn.happen(new CheckPaused(check.key()));
      }
    }
  }

  /** The container of the executor is gone; its checks go with it. */
  void stopProbes(ExecutorState executor) {
    state.checks().of(executor.container()).forEach(this::stopProbe);
  }

  /** As {@link #stopProbes(ExecutorState)}, for one task that has ended. */
  void stopProbes(ExecutorState executor, TaskId task) {
    state.checks().of(executor.container(), task).forEach(this::stopProbe);
  }

  private void stopProbe(CheckState check) {
    if (check.probing()) {
      turn.tell(new AgentEffect.StopProbe(check.key()));
    }
  }

  /** It is time for the next probe. */
  void probe(CheckKey key) {
    turn.happen(new ProbeStarted(key));
    CheckState check = state.checks().find(key).orElseThrow();
    ExecutorState executor = state.container(key.executor()).orElseThrow();
    turn.tell(
        new AgentEffect.StartProbe(
            new ProbeOrder(
                key,
                check.round(),
                check.plan().probe(),
                check.plan().timeout(),
                beside(executor, check))));
  }

  private ProbeOrder.@Nullable Beside beside(ExecutorState executor, CheckState check) {
    if (!(check.plan().probe() instanceof Probe.Command probe)) {
      return null;
    }
    if (executor.isPod()) {
      NestedContainer container = executor.nested().find(check.where()).orElseThrow();
      return new NestedLaunches(state, executor).beside(container, probe.command());
    }
    FrameworkState framework = state.framework(executor.framework()).orElseThrow();
    ContainerLaunches launches = new ContainerLaunches(state.config(), state.info(), framework);
    List<Resource> resources =
        Optional.ofNullable(executor.tasks().launched().get(check.key().task()))
            .map(Task::getResourcesList)
            .orElse(List.of());
    return new ProbeOrder.Beside(
        check.where(), launches.beside(executor, resources, probe.command()), executor.sandbox());
  }

  /** A probe has come to an end. */
  void finish(RecordProbeResult command) {
    CheckState check = state.checks().find(command.key()).orElse(null);
    if (check == null || !check.probing() || check.round() != command.round()) {
      return; // of a task that has ended or is being killed
    }
    Verdict verdict = check.findings().judge(check.plan(), command.result(), check.age(turn.now()));
    turn.happen(new ProbeFinished(command.key(), command.result(), turn.now()));
    turn.happen(new ProbeScheduled(command.key(), turn.now().plus(check.plan().interval())));
    report(state.container(command.key().executor()).orElseThrow(), check, verdict);
  }

  private void report(ExecutorState executor, CheckState check, Verdict verdict) {
    TaskId task = check.key().task();
    switch (verdict) {
      case Verdict.NothingNew _ -> {}
      case Verdict.Changed _ ->
          tell(executor, task, TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED);
      case Verdict.Healthy _ ->
          tell(executor, task, TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
      case Verdict.Unhealthy(boolean kill) -> {
        tell(executor, task, TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
        if (kill) {
          kill(executor, task);
        }
      }
    }
  }

  private void tell(ExecutorState executor, TaskId task, TaskStatus.Reason reason) {
    if (executor.isPod()) {
      new PodTasks(turn).tellFindings(executor, task, reason);
    } else {
      new CommandTasks(turn).tellFindings(executor, task, reason);
    }
  }

  private void kill(ExecutorState executor, TaskId task) {
    if (executor.isPod()) {
      new PodKilling(turn).killUnhealthy(executor, task);
    } else {
      new CommandTasks(turn).killUnhealthy(executor);
    }
  }

  /** Adds to a status that tells something new what was found before. */
  void addFindings(TaskStatus.Builder status, ExecutorState executor) {
    TaskId task = new TaskId(status.getTaskId().getValue());
    for (CheckState check : state.checks().of(executor.container(), task)) {
      check.findings().toldHealth().ifPresent(status::setHealthy);
      check.findings().toldStatus().ifPresent(status::setCheckStatus);
    }
  }

  /** As Mesos: all other statuses of a task with a check have a check status without a result. */
  void addEmptyStatus(TaskStatus.Builder status, ExecutorState executor) {
    TaskId task = new TaskId(status.getTaskId().getValue());
    state
        .checks()
        .find(new CheckKey(executor.container(), task, CheckKind.CHECK))
        .ifPresent(check -> status.setCheckStatus(check.plan().emptyStatus()));
  }
}
