package io.meseta.core.agent.state;

import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.DurableAgentEvent.ExecutorAdded;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.Termination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.jspecify.annotations.Nullable;

/** One executor, its container and its tasks. */
public final class ExecutorState {

  private final FrameworkId framework;
  private final ExecutorAdded added;
  private final ExecutorTasks tasks;
  private final NestedContainers nested = new NestedContainers();

  private ExecutorPhase phase = ExecutorPhase.REGISTERING;
  private long processId;
  private @Nullable ConnectionId connection;
  private @Nullable Pid driver;
  private @Nullable Termination foreseen;
  private @Nullable CommandKill kill;
  private AgentSnapshot.@Nullable Executor snapshot;

  ExecutorState(ExecutorAdded added, int maxCompletedTasks) {
    this.added = added;
    this.framework = new FrameworkId(added.info().getFrameworkId().getValue());
    this.tasks = new ExecutorTasks(framework, maxCompletedTasks);
  }

  /** The framework it works for. */
  public FrameworkId framework() {
    return framework;
  }

  /** Its id. */
  public ExecutorId id() {
    return new ExecutorId(added.info().getExecutorId().getValue());
  }

  /** Its description. */
  public ExecutorInfo info() {
    return added.info();
  }

  /** How it came to be here. */
  public ExecutorAdded added() {
    return added;
  }

  /** Its container. */
  public ContainerId container() {
    return added.container();
  }

  /** Absolute path of its directory. */
  public String sandbox() {
    return added.sandbox();
  }

  /** Whether the agent made it up for a task that only has a command. */
  public boolean forCommandTask() {
    return added.forCommandTask();
  }

  /** Whether it is the default executor, each task of which is a nested container. */
  public boolean isPod() {
    return !forCommandTask() && info().getType() == ExecutorInfo.Type.DEFAULT;
  }

  /** Whether the agent itself plays its part, without a process. */
  public boolean isBuiltIn() {
    return forCommandTask() || isPod();
  }

  /** Where it is in its life. */
  public ExecutorPhase phase() {
    return phase;
  }

  /** The id of its first process, or 0 before that is known. */
  public long processId() {
    return processId;
  }

  /** Its event stream, if it has one at the moment. */
  public Optional<ConnectionId> connection() {
    return Optional.ofNullable(connection);
  }

  /** Where its driver is reached, if it is one that speaks the driver protocol. */
  public Optional<Pid> driver() {
    return Optional.ofNullable(driver);
  }

  /** What is to be said of its tasks when its container is gone, if that is known already. */
  public Optional<Termination> foreseen() {
    return Optional.ofNullable(foreseen);
  }

  /** The request to end its command, if there was one. */
  public Optional<CommandKill> kill() {
    return Optional.ofNullable(kill);
  }

  /** Its tasks. */
  public ExecutorTasks tasks() {
    return tasks;
  }

  /** The containers below its own. */
  public NestedContainers nested() {
    return nested;
  }

  /** A picture of it for readers. */
  public AgentSnapshot.Executor snapshot() {
    if (snapshot == null) {
      snapshot =
          new AgentSnapshot.Executor(
              info(),
              new AgentSnapshot.Container(container(), sandbox(), processId, nestedProcesses()),
              phase,
              forCommandTask(),
              allocated(),
              tasks.snapshot());
    }
    return snapshot;
  }

  private List<Long> nestedProcesses() {
    return nested.alive().stream()
        .map(NestedContainer::processId)
        .filter(process -> process > 0)
        .toList();
  }

  private List<Resource> allocated() {
    List<Resource> allocated = new ArrayList<>(info().getResourcesList());
    tasks.queued().values().forEach(task -> allocated.addAll(task.getResourcesList()));
    tasks.launched().values().forEach(task -> allocated.addAll(task.getResourcesList()));
    return allocated;
  }

  void touch() {
    snapshot = null;
  }

  void move(ExecutorTransition.Trigger trigger) {
    phase = ExecutorTransition.of(phase, trigger).to();
    touch();
  }

  void start(long firstProcess) {
    move(isPod() ? ExecutorTransition.Trigger.PREPARATION : ExecutorTransition.Trigger.START);
    processId = firstProcess;
  }

  void address(Pid where) {
    driver = where;
  }

  void connect(@Nullable ConnectionId stream) {
    connection = stream;
  }

  void launch(TaskId task) {
    runCommand();
    tasks.launch(task);
  }

  /** An executor of the framework's runs when it has subscribed, which a restart undoes. */
  private void runCommand() {
    if (forCommandTask()) {
      move(ExecutorTransition.Trigger.COMMAND);
    }
  }

  /** As if the task had been launched, and whatever is known of it had happened since. */
  void restore(Task task) {
    runCommand();
    tasks.restore(task);
  }

  void foresee(Termination termination) {
    foreseen = termination;
  }

  void kill(CommandKill request) {
    kill = request;
  }
}
