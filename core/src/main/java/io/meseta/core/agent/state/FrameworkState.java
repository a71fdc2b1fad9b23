package io.meseta.core.agent.state;

import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentSnapshot;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.jspecify.annotations.Nullable;

/** One framework and its executors on this agent. */
public final class FrameworkState {

  private final int maxCompletedExecutors;
  private final Map<ExecutorId, ExecutorState> executors = new LinkedHashMap<>();
  private final Deque<AgentSnapshot.Executor> completedExecutors;

  private FrameworkInfo info;
  private @Nullable Pid pid;
  private boolean terminating;
  private AgentSnapshot.@Nullable Framework snapshot;

  FrameworkState(FrameworkInfo info, @Nullable Pid pid, int maxCompletedExecutors) {
    this(info, pid, maxCompletedExecutors, List.of());
  }

  /** A framework that was here before, with the executors it had then. */
  FrameworkState(
      FrameworkInfo info,
      @Nullable Pid pid,
      int maxCompletedExecutors,
      Collection<AgentSnapshot.Executor> completedExecutors) {
    this.info = info;
    this.pid = pid;
    this.maxCompletedExecutors = maxCompletedExecutors;
    this.completedExecutors = new ArrayDeque<>(completedExecutors);
  }

  /** Its id. */
  public FrameworkId id() {
    return new FrameworkId(info.getId().getValue());
  }

  /** Its description. */
  public FrameworkInfo info() {
    return info;
  }

  /** The address of its driver, if it has one. */
  public Optional<Pid> pid() {
    return Optional.ofNullable(pid);
  }

  /** Whether its executors are being ended for good. */
  public boolean terminating() {
    return terminating;
  }

  /** Whether its scheduler knows that capability. */
  public boolean has(Capability.Type capability) {
    return info.getCapabilitiesList().stream().anyMatch(c -> c.getType() == capability);
  }

  /** Its executors that are not removed. */
  public Collection<ExecutorState> executors() {
    return Collections.unmodifiableCollection(executors.values());
  }

  /** The executor of that id. */
  public Optional<ExecutorState> executor(ExecutorId id) {
    return Optional.ofNullable(executors.get(id));
  }

  /** The executor that has the task queued, launched or terminated. */
  public Optional<ExecutorState> executorOf(TaskId task) {
    ExecutorState own = executors.get(new ExecutorId(task.value())); // that of a command task
    if (own != null && own.tasks().stage(task).isPresent()) {
      return Optional.of(own);
    }
    return executors.values().stream()
        .filter(executor -> executor.tasks().stage(task).isPresent())
        .findFirst();
  }

  /** A picture of it for readers. */
  public AgentSnapshot.Framework snapshot() {
    if (snapshot == null) {
      snapshot =
          new AgentSnapshot.Framework(
              info,
              pid,
              executors.values().stream().map(ExecutorState::snapshot).toList(),
              List.copyOf(completedExecutors));
    }
    return snapshot;
  }

  void touch() {
    snapshot = null;
  }

  void update(FrameworkInfo newInfo, @Nullable Pid newPid) {
    info = newInfo;
    pid = newPid;
    touch();
  }

  void terminate() {
    terminating = true;
  }

  void add(ExecutorState executor) {
    executors.put(executor.id(), executor);
    touch();
  }

  void remove(ExecutorState executor) {
    executors.remove(executor.id());
    executor.tasks().abandon();
    executor.touch();
    completedExecutors.add(executor.snapshot());
    if (completedExecutors.size() > maxCompletedExecutors) {
      completedExecutors.remove();
    }
    touch();
  }
}
