package io.meseta.core.agent;

import com.google.protobuf.ByteString;
import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.ProbeResult;
import io.meseta.protocol.internal.Messages.AcknowledgeOperationStatusMessage;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.internal.Messages.ReconcileOperationsMessage;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.SlaveReregisteredMessage;
import io.meseta.protocol.internal.Messages.UpdateFrameworkMessage;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.executor.Protos.Call;
import org.jspecify.annotations.Nullable;

/**
 * Everything the agent core can be asked to do. Commands whose first component is {@code from} are
 * obeyed only when it is the master the agent follows at the moment (Mesos reference §5.4).
 */
public sealed interface AgentCommand {

  /** Due deadlines are worked off; every other command does that as well. */
  record AdvanceTime() implements AgentCommand {}

  // ---- start and end -----------------------------------------------------------------------

  /**
   * Ends recovery; must come once, after the journal was replayed and before any master is
   * followed.
   *
   * @param running containers that the launcher still has, running or ended and not collected, each
   *     with the process id of its first process, or 0 where that is unknown
   */
  record FinishRecovery(Map<ContainerId, Long> running) implements AgentCommand {
    public FinishRecovery {
      running = Map.copyOf(running);
    }
  }

  /** Leaves the cluster for good: unregisters, ends every executor, then exits. */
  record LeaveCluster(String reason) implements AgentCommand {}

  // ---- the master --------------------------------------------------------------------------

  /**
   * Turns to a newly elected master, or to none.
   *
   * @param master null while no master is known
   */
  record FollowMaster(@Nullable MasterInfo master) implements AgentCommand {}

  /** The connection to that master broke. */
  record LoseMasterLink(Pid master) implements AgentCommand {}

  /** The master admitted this agent and named it. */
  record ConfirmRegistration(Pid from, SlaveRegisteredMessage message) implements AgentCommand {}

  /** The master took this agent back, and tells which of its tasks it missed in the report. */
  record ConfirmReregistration(Pid from, SlaveReregisteredMessage message)
      implements AgentCommand {}

  /**
   * A ping of the master's observer.
   *
   * @param from the observer, who gets the pong
   * @param connected false when the master believes that it lost this agent
   */
  record AnswerPing(Pid from, boolean connected) implements AgentCommand {}

  /** The master wants this agent to end itself and everything on it. */
  record ShutDownAgent(Pid from, String message) implements AgentCommand {}

  /** A task to run. */
  record RunTask(Pid from, RunTaskMessage message) implements AgentCommand {}

  /** A group of tasks to run. */
  record RunTaskGroup(Pid from, RunTaskGroupMessage message) implements AgentCommand {}

  /**
   * A task to kill.
   *
   * @param policy overrides the kill policy of the task, or null
   */
  record KillTask(Pid from, FrameworkId framework, TaskId task, @Nullable KillPolicy policy)
      implements AgentCommand {}

  /** The agent is to become empty: no new tasks, and those that are here are killed. */
  record Drain(Pid from, DrainConfig config) implements AgentCommand {}

  /** The scheduler has seen the update with that uuid. */
  record AcknowledgeUpdate(Pid from, FrameworkId framework, TaskId task, ByteString uuid)
      implements AgentCommand {}

  /** The framework is gone: all its executors end. */
  record ShutDownFramework(Pid from, FrameworkId framework) implements AgentCommand {}

  /** The scheduler wants one executor to end. */
  record ShutDownExecutor(Pid from, FrameworkId framework, ExecutorId executor)
      implements AgentCommand {}

  /** The framework changed its description or failed over. */
  record UpdateFramework(Pid from, UpdateFrameworkMessage message) implements AgentCommand {}

  /** An offer operation for this agent. */
  record ApplyOperation(Pid from, ApplyOperationMessage message) implements AgentCommand {}

  /** All reservations and volumes there have to be, from a master that knows no operations. */
  record CheckpointResources(Pid from, List<Resource> resources) implements AgentCommand {
    public CheckpointResources {
      resources = List.copyOf(resources);
    }
  }

  /** The master, or the scheduler, knows what came of an operation. */
  record AcknowledgeOperation(Pid from, AcknowledgeOperationStatusMessage message)
      implements AgentCommand {}

  /** The master misses operations in what this agent has told, or asks for a scheduler. */
  record ReconcileOperations(Pid from, ReconcileOperationsMessage message)
      implements AgentCommand {}

  /**
   * The directories of volumes are as they have to be, or cannot be made so.
   *
   * @param operation the uuid of the operation that waits for it, or null if none does
   * @param failure why not, or null
   */
  record RecordVolumeChange(@Nullable ByteString operation, @Nullable String failure)
      implements AgentCommand {}

  /** A scheduler's message for an executor; may come from the scheduler itself. */
  record PassToExecutor(FrameworkId framework, ExecutorId executor, ByteString data)
      implements AgentCommand {}

  // ---- executors ---------------------------------------------------------------------------

  /**
   * A call on the executor API; its syntax has been checked.
   *
   * @param connection names the event stream that a SUBSCRIBE opens; meaningless for other calls
   * @param driver where the driver of the executor is reached, or null if it speaks HTTP
   */
  record ExecutorCall(RequestId request, ConnectionId connection, Call call, @Nullable Pid driver)
      implements AgentCommand {

    /** A call of an executor that speaks HTTP, or one that is no subscription. */
    public ExecutorCall(RequestId request, ConnectionId connection, Call call) {
      this(request, connection, call, null);
    }
  }

  /** An executor's event stream ended. */
  record CloseExecutorStream(ConnectionId connection) implements AgentCommand {}

  // ---- containers that executors nest in theirs --------------------------------------------

  /**
   * Starts a container below another one.
   *
   * @param container the new container; its parent must be one of an executor, or in one
   */
  record LaunchNestedContainer(RequestId request, ContainerId container, Content content)
      implements AgentCommand {

    /** What runs in it, and in which surroundings. */
    public record Content(CommandInfo command, ContainerInfo container, List<Resource> resources) {
      public Content {
        resources = List.copyOf(resources);
      }
    }
  }

  /** Is answered when the container has ended. */
  record WaitNestedContainer(RequestId request, ContainerId container) implements AgentCommand {}

  /** Sends a signal to the processes of the container. */
  record KillNestedContainer(RequestId request, ContainerId container, int signal)
      implements AgentCommand {}

  /** Forgets a container that has ended, and deletes its directory. */
  record RemoveNestedContainer(RequestId request, ContainerId container) implements AgentCommand {}

  // ---- containers --------------------------------------------------------------------------

  /** The container runs. */
  record RecordContainerStart(ContainerId container, long processId) implements AgentCommand {}

  /**
   * The container could not be started, and nothing of it is left.
   *
   * @param message why, to be shown to the framework
   */
  record RecordContainerFailure(ContainerId container, String message) implements AgentCommand {}

  /**
   * The container's directory could not be made, so nothing was started.
   *
   * @param message why, to be shown to the framework
   */
  record RecordSandboxFailure(ContainerId container, String message) implements AgentCommand {}

  /**
   * A probe came to an end.
   *
   * @param round as in the order
   */
  record RecordProbeResult(CheckKey key, long round, ProbeResult result) implements AgentCommand {}

  /** The first process of the container ended, and so did all others in it. */
  record RecordContainerExit(ContainerId container, ExitStatus status) implements AgentCommand {}
}
