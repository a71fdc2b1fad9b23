package io.meseta.core.agent;

import io.meseta.core.ContainerId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.resource.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows at one instant, for reading only; enough for each of its endpoints (Mesos
 * reference §4.4).
 *
 * @param info has no id before the agent first registered
 * @param master the master it follows, or null
 * @param registered whether that master knows the agent at the moment
 * @param frameworks those with something on this agent
 * @param completedFrameworks the latest of those that had, oldest first
 * @param counters since the agent started
 * @param total all resources as operations have left them
 * @param operations those whose outcome nobody has acknowledged
 */
public record AgentSnapshot(
    AgentInfo info,
    @Nullable MasterInfo master,
    boolean registered,
    List<Framework> frameworks,
    List<Framework> completedFrameworks,
    Counters counters,
    Resources total,
    List<Operation> operations) {

  public AgentSnapshot {
    frameworks = List.copyOf(frameworks);
    completedFrameworks = List.copyOf(completedFrameworks);
    operations = List.copyOf(operations);
  }

  /** A framework on this agent. */
  public record Framework(
      FrameworkInfo info,
      @Nullable Pid pid,
      List<Executor> executors,
      List<Executor> completedExecutors) {

    public Framework {
      executors = List.copyOf(executors);
      completedExecutors = List.copyOf(completedExecutors);
    }

    /** The framework's id. */
    public FrameworkId id() {
      return new FrameworkId(info.getId().getValue());
    }
  }

  /**
   * An executor and its tasks.
   *
   * @param allocated what it and its live tasks hold
   * @param tasks what each stage holds
   */
  public record Executor(
      ExecutorInfo info,
      Container container,
      ExecutorPhase phase,
      boolean forCommandTask,
      List<Resource> allocated,
      Tasks tasks) {

    public Executor {
      allocated = List.copyOf(allocated);
    }
  }

  /**
   * Where an executor runs.
   *
   * @param sandbox absolute path of its directory
   * @param processId of the first process, or 0 if that is not known or there is none
   * @param nestedProcessIds of the first processes of the containers below it
   */
  public record Container(
      ContainerId id, String sandbox, long processId, List<Long> nestedProcessIds) {

    public Container {
      nestedProcessIds = List.copyOf(nestedProcessIds);
    }
  }

  /**
   * The tasks of an executor.
   *
   * @param queued wait for the executor
   * @param launched are with the executor
   * @param terminated have ended, and have updates that were not acknowledged
   * @param completed have ended and are settled; the latest only, oldest first
   */
  public record Tasks(
      List<TaskInfo> queued, List<Task> launched, List<Task> terminated, List<Task> completed) {

    public Tasks {
      queued = List.copyOf(queued);
      launched = List.copyOf(launched);
      terminated = List.copyOf(terminated);
      completed = List.copyOf(completed);
    }
  }

  /** How often things happened; the names are those of the metrics under {@code slave/}. */
  public record Counters(
      long tasksFinished,
      long tasksFailed,
      long tasksKilled,
      long tasksLost,
      long tasksGone,
      long executorsTerminated,
      long containerLaunchErrors,
      long validStatusUpdates,
      long invalidStatusUpdates,
      long validFrameworkMessages,
      long invalidFrameworkMessages) {}
}
