package io.meseta.core.agent.state;

import io.meseta.core.ContainerId;
import io.meseta.core.RequestId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.TransientAgentEvent.NestedContainerAwaited.Awaited;
import io.meseta.core.agent.state.NestedTransition.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/** A container below that of an executor: one task of a pod, or what an executor launched. */
public final class NestedContainer {

  private final ContainerId id;
  private final @Nullable TaskInfo task;
  private final List<RequestId> waiting = new ArrayList<>();

  private NestedPhase phase = NestedPhase.STARTING;
  private long processId;
  private @Nullable ExitStatus exit;
  private @Nullable String failure;
  private @Nullable CommandKill kill;
  private @Nullable RequestId launching;

  NestedContainer(ContainerId id, @Nullable TaskInfo task) {
    this.id = id;
    this.task = task;
  }

  /** Its id, which names the containers that it is nested in. */
  public ContainerId id() {
    return id;
  }

  /** The task that runs in it, if it is one of a pod. */
  public Optional<TaskInfo> task() {
    return Optional.ofNullable(task);
  }

  /** Whether that task runs in it. */
  public boolean runs(TaskId other) {
    return task != null && task.getTaskId().getValue().equals(other.value());
  }

  /** Where it is in its life. */
  public NestedPhase phase() {
    return phase;
  }

  /** The id of its first process, or 0 if that is not known. */
  public long processId() {
    return processId;
  }

  /** How it ended. */
  public Optional<ExitStatus> exit() {
    return Optional.ofNullable(exit);
  }

  /** Why it could not be started. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** The request to end its task, if there was one. */
  public Optional<CommandKill> kill() {
    return Optional.ofNullable(kill);
  }

  /** Who wants to hear that it runs. */
  public Optional<RequestId> launching() {
    return Optional.ofNullable(launching);
  }

  /** Who wants to hear of its end. */
  public List<RequestId> waiting() {
    return List.copyOf(waiting);
  }

  void start(long firstProcess) {
    phase = NestedTransition.of(phase, Trigger.START).to();
    processId = firstProcess;
    launching = null;
  }

  void end(ExitStatus status, @Nullable String why) {
    phase = NestedTransition.of(phase, Trigger.END).to();
    exit = status;
    failure = why;
    waiting.clear();
  }

  void kill(CommandKill request) {
    kill = request;
  }

  void await(RequestId request, Awaited what) {
    switch (what) {
      case START -> launching = request;
      case END -> waiting.add(request);
    }
  }
}
