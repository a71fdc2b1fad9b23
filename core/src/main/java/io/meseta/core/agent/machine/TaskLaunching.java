package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand.RunTask;
import io.meseta.core.agent.AgentCommand.RunTaskGroup;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.ExecutorAdded;
import io.meseta.core.agent.DurableAgentEvent.FrameworkAdded;
import io.meseta.core.agent.DurableAgentEvent.TaskLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskQueued;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.message.ExecutorEvents;
import io.meseta.core.agent.message.Sandboxes;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Takes tasks from the master and gives them to executors (Mesos reference §12.15). */
final class TaskLaunching {

  private final Turn turn;
  private final AgentState state;

  TaskLaunching(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void run(RunTask command) {
    RunTaskMessage message = command.message();
    boolean forThisAgent = message.getTask().getAgentId().equals(state.info().getId());
    if (!state.follows(command.from()) || !takesTasks() || !forThisAgent) {
      return;
    }
    FrameworkState framework = admit(message.getFramework(), message.getPid());
    Assignment assignment = Assignment.of(message, framework.info());
    if (framework.executorOf(assignment.taskId()).isPresent()) {
      return; // the same message again
    }
    if (framework.terminating()) {
      new StatusUpdates(turn)
          .dropOfEndingFramework(
              framework,
              new StatusMessages.Report(
                  assignment.taskId(),
                  Reason.REASON_EXECUTOR_TERMINATED,
                  "The framework is being ended on this agent"));
      tellNotLaunched(framework, assignment);
      return;
    }
    Optional<Refusal> refusal = new LaunchChecks(state, message).check(framework, assignment);
    if (refusal.isPresent()) {
      refuse(framework, assignment, refusal.get());
      return;
    }
    hand(assignment, executor(framework, assignment));
  }

  /** Task groups come with the default executor, which is not there yet. */
  void refuseGroup(RunTaskGroup command) {
    RunTaskGroupMessage message = command.message();
    if (!state.follows(command.from()) || !takesTasks()) {
      return;
    }
    FrameworkState framework = admit(message.getFramework(), "");
    ExecutorInfo executor = message.getExecutor();
    for (TaskInfo task : message.getTaskGroup().getTasksList()) {
      Assignment assignment = new Assignment(task, executor, false, false);
      refuse(framework, assignment, MissingFeatures.refusal("task groups"));
    }
    if (message.getLaunchExecutor()) {
      new Executors(turn).tellExited(framework.id(), Wire.executor(executor.getExecutorId()), -1);
    }
  }

  private boolean takesTasks() {
    return state.phase() == AgentPhase.RUNNING || state.phase() == AgentPhase.DISCONNECTED;
  }

  private FrameworkState admit(FrameworkInfo info, String pid) {
    if (state.framework(Wire.framework(info.getId())).isEmpty()) {
      turn.happen(new FrameworkAdded(info, Frameworks.driver(pid)));
    }
    return state.framework(Wire.framework(info.getId())).orElseThrow();
  }

  private void refuse(FrameworkState framework, Assignment assignment, Refusal refusal) {
    StatusMessages.Report report =
        new StatusMessages.Report(assignment.taskId(), refusal.reason(), refusal.message());
    if (refusal.namesExecutor()) {
      report = report.of(assignment.executorId());
    }
    StatusUpdates updates = new StatusUpdates(turn);
    if (refusal.taskIsWrong()) {
      updates.report(framework.id(), report.in(TaskState.TASK_ERROR));
    } else {
      updates.drop(framework, report);
    }
    if (refusal.executorIsGone()) {
      tellNotLaunched(framework, assignment);
    }
    if (refusal.executorMustGo()) {
      framework.executor(assignment.executorId()).ifPresent(new Executors(turn)::shutDown);
    }
  }

  /** The master counts an executor that it asked for until it hears that there is none. */
  private void tellNotLaunched(FrameworkState framework, Assignment assignment) {
    if (assignment.launchesExecutor()) {
      new Executors(turn).tellExited(framework.id(), assignment.executorId(), -1);
    }
    new Frameworks(turn).removeIfIdle(framework.id());
  }

  private ExecutorState executor(FrameworkState framework, Assignment assignment) {
    ExecutorId id = assignment.executorId();
    Optional<ExecutorState> existing = framework.executor(id);
    if (existing.isPresent()) {
      return existing.get();
    }
    ContainerId container = turn.newContainer();
    Instant registerBy = turn.now().plus(state.config().timing().executorRegistrationTimeout());
    String sandbox = Sandboxes.path(state, framework.id(), id, container);
    turn.happen(
        new ExecutorAdded(
            container, assignment.executor(), sandbox, assignment.isCommandTask(), registerBy));
    ExecutorState executor = framework.executor(id).orElseThrow();
    ContainerLaunches launches = new ContainerLaunches(state.config(), state.info(), framework);
    turn.tell(new AgentEffect.LaunchContainer(launches.of(executor, assignment.task())));
    return executor;
  }

  private void hand(Assignment assignment, ExecutorState executor) {
    turn.happen(new TaskQueued(executor.container(), assignment.task()));
    if (executor.phase() == ExecutorPhase.RUNNING) {
      deliverQueued(executor);
    }
  }

  /** Gives an executor all tasks that wait for it; without a stream they go on waiting. */
  void deliverQueued(ExecutorState executor) {
    executor
        .connection()
        .ifPresent(stream -> {
          for (TaskInfo task : List.copyOf(executor.tasks().queued().values())) {
            TaskId id = Wire.task(task.getTaskId());
            turn.happen(new TaskLaunched(executor.container(), id, null));
            turn.tellExecutor(stream, ExecutorEvents.launch(task));
          }
        });
  }

  /** Why a task is not run, and what follows. */
  record Refusal(Reason reason, String message, Consequence consequence) {

    /** What follows. */
    enum Consequence {
      /** The task cannot be run here, today or ever. */
      TASK_IS_WRONG,
      /** No executor was started for it. */
      DROPPED,
      /** As before; the executor that is there stays. */
      DROPPED_EXECUTOR_STAYS,
      /** As before; the executor that is there must make room. */
      DROPPED_EXECUTOR_GOES,
      /** As {@link #DROPPED_EXECUTOR_STAYS}, and the update does not name the executor. */
      DROPPED_SILENTLY
    }

    boolean taskIsWrong() {
      return consequence == Consequence.TASK_IS_WRONG;
    }

    boolean executorIsGone() {
      return consequence == Consequence.TASK_IS_WRONG || consequence == Consequence.DROPPED;
    }

    boolean executorMustGo() {
      return consequence == Consequence.DROPPED_EXECUTOR_GOES;
    }

    boolean namesExecutor() {
      return consequence != Consequence.DROPPED_SILENTLY;
    }
  }
}
