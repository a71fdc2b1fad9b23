package io.meseta.core.agent.machine;

import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand.RunTask;
import io.meseta.core.agent.AgentCommand.RunTaskGroup;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.ContainerLaunch.MountedVolume;
import io.meseta.core.agent.DurableAgentEvent.ExecutorAdded;
import io.meseta.core.agent.DurableAgentEvent.FrameworkAdded;
import io.meseta.core.agent.DurableAgentEvent.GroupTask;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskGroupQueued;
import io.meseta.core.agent.DurableAgentEvent.TaskLaunched;
import io.meseta.core.agent.DurableAgentEvent.TaskQueued;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.launch.Assignment;
import io.meseta.core.agent.launch.ContainerLaunches;
import io.meseta.core.agent.launch.LaunchChecks;
import io.meseta.core.agent.launch.Refusal;
import io.meseta.core.agent.message.ExecutorEvents;
import io.meseta.core.agent.message.Sandboxes;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.message.VolumePaths;
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
import java.util.Objects;
import java.util.Optional;
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
    if (!state.follows(command.from()) || !takesTasks() || !isForHere(message.getTask())) {
      return;
    }
    FrameworkState framework = admit(message.getFramework(), message.getPid());
    Assignment assignment = Assignment.of(message, framework.info());
    if (accepts(framework, List.of(assignment), LaunchChecks.of(state, message))) {
      ExecutorState executor = executor(framework, assignment);
      turn.happen(new TaskQueued(executor.container(), assignment.task()));
      deliverTo(executor);
    }
  }

  /** As with one task, but that they are all queued, all refused, all dropped. */
  void run(RunTaskGroup command) {
    RunTaskGroupMessage message = command.message();
    List<TaskInfo> group = message.getTaskGroup().getTasksList();
    boolean forThisAgent = !group.isEmpty() && group.stream().allMatch(this::isForHere);
    if (!state.follows(command.from()) || !takesTasks() || !forThisAgent) {
      return;
    }
    FrameworkState framework = admit(message.getFramework(), "");
    List<Assignment> assignments = Assignment.of(message, framework.info());
    if (accepts(framework, assignments, LaunchChecks.of(state, message))) {
      ExecutorState executor = executor(framework, assignments.get(0));
      turn.happen(
          new TaskGroupQueued(
              executor.container(), assignments.stream().map(Assignment::task).toList()));
      deliverTo(executor);
    }
  }

  private boolean isForHere(TaskInfo task) {
    return task.getAgentId().equals(state.info().getId());
  }

  private void deliverTo(ExecutorState executor) {
    if (executor.phase() == ExecutorPhase.RUNNING) {
      deliverQueued(executor);
    }
  }

  /** Whether tasks that came together are to be run; if not, everybody concerned is told. */
  private boolean accepts(
      FrameworkState framework, List<Assignment> assignments, LaunchChecks checks) {
    boolean again =
        assignments.stream()
            .anyMatch(assignment -> framework.executorOf(assignment.taskId()).isPresent());
    if (again) {
      return false;
    }
    if (framework.terminating()) {
      assignments.forEach(assignment -> dropOfEndingFramework(framework, assignment));
      tellNotLaunched(framework, assignments.get(0));
      return false;
    }
    Optional<Refusal> refusal =
        assignments.stream()
            .flatMap(assignment -> checks.check(framework, assignment).stream())
            .findFirst();
    refusal.ifPresent(reason -> refuse(framework, assignments, reason));
    return refusal.isEmpty();
  }

  private void dropOfEndingFramework(FrameworkState framework, Assignment assignment) {
    new StatusUpdates(turn)
        .dropOfEndingFramework(
            framework,
            new StatusMessages.Report(
                assignment.taskId(),
                Reason.REASON_EXECUTOR_TERMINATED,
                "The framework is being ended on this agent"));
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

  private void refuse(FrameworkState framework, List<Assignment> assignments, Refusal refusal) {
    assignments.forEach(assignment -> report(framework, assignment, refusal));
    Assignment first = assignments.get(0);
    if (refusal.executorIsGone()) {
      tellNotLaunched(framework, first);
    }
    if (refusal.executorMustGo()) {
      framework.executor(first.executorId()).ifPresent(new Executors(turn)::shutDown);
    }
  }

  private void report(FrameworkState framework, Assignment assignment, Refusal refusal) {
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
      if (!existing.get().isPod()) {
        mountVolumes(framework, existing.get(), assignment.task());
      }
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
    turn.tell(
        executor.isPod()
            ? launches.sandbox(executor)
            : new AgentEffect.LaunchContainer(launches.of(executor, assignment.task())));
    return executor;
  }

  /** The executor's container runs already and has to see the volumes of one more task. */
  private void mountVolumes(FrameworkState framework, ExecutorState executor, TaskInfo task) {
    List<MountedVolume> volumes =
        new VolumePaths(state.config().workDirectory()).mounted(task.getResourcesList());
    if (!volumes.isEmpty()) {
      ContainerLaunches launches = new ContainerLaunches(state.config(), state.info(), framework);
      turn.tell(
          new AgentEffect.MountVolumes(
              executor.container(),
              executor.sandbox(),
              launches.user(executor.info().getCommand()),
              volumes));
    }
  }

  /** Gives an executor all tasks that wait for it; without a stream they go on waiting. */
  void deliverQueued(ExecutorState executor) {
    for (TaskInfo task : List.copyOf(executor.tasks().queued().values())) {
      TaskId id = Wire.task(task.getTaskId());
      List<TaskId> group = executor.tasks().groupOf(id).orElse(List.of());
      if (!executor.tasks().queued().containsKey(id)) {
        continue; // it went with others
      }
      if (!executor.tasks().queued().keySet().containsAll(group)) {
        new TaskKilling(turn).killBeforeDelivery(executor, id); // a crash cut that short
      } else if (executor.isPod()) {
        new PodTasks(turn).launch(executor, infos(executor, group.isEmpty() ? List.of(id) : group));
      } else {
        executor.connection().ifPresent(stream -> deliver(executor, stream, id, group));
      }
    }
  }

  private void deliver(
      ExecutorState executor, ConnectionId stream, TaskId task, List<TaskId> group) {
    if (group.isEmpty()) {
      TaskInfo info = infos(executor, List.of(task)).get(0);
      turn.happen(new TaskLaunched(executor.container(), task, null));
      Pid scheduler =
          state.framework(executor.framework()).flatMap(FrameworkState::pid).orElse(null);
      turn.tell(new AgentEffect.SendToExecutor(stream, ExecutorEvents.launch(info), scheduler));
      return;
    }
    List<TaskInfo> infos = infos(executor, group);
    List<GroupTask> members = group.stream().map(member -> new GroupTask(member, null)).toList();
    turn.happen(new TaskGroupLaunched(executor.container(), members));
    turn.tellExecutor(stream, ExecutorEvents.launchGroup(infos));
  }

  private static List<TaskInfo> infos(ExecutorState executor, List<TaskId> queued) {
    return queued.stream()
        .map(task -> Objects.requireNonNull(executor.tasks().queued().get(task)))
        .toList();
  }
}
