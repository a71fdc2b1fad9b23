package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.protocol.internal.Messages.UnregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.UpdateOperationStatusMessage;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * What the master can be asked to do. Adapters decode, authenticate and authorise before they make
 * a command; a command must not carry anything that is only known to a transport.
 *
 * <p>Commands from agents name the process that sent them. The core drops those that come from a
 * process which is not the one of the agent they speak about (Mesos reference §5.4).
 */
public sealed interface MasterCommand
    permits MasterCommand.TakeLeadership,
        MasterCommand.AdvanceTime,
        MasterCommand.Subscribe,
        MasterCommand.FrameworkCall,
        MasterCommand.DisconnectFramework,
        MasterCommand.DeactivateFramework,
        MasterCommand.TearDownFramework,
        MasterCommand.RegisterAgent,
        MasterCommand.ReregisterAgent,
        MasterCommand.UnregisterAgent,
        MasterCommand.UpdateAgent,
        MasterCommand.AgentStatusUpdate,
        MasterCommand.AgentOperationStatus,
        MasterCommand.ExitedExecutor,
        MasterCommand.ExecutorMessage,
        MasterCommand.AgentPong,
        MasterCommand.MarkAgentGone,
        MasterCommand.AgentExited,
        AllocationCommand,
        OperatorCommand {

  /**
   * Begin to lead. The first command after the journal has been replayed through {@code apply}, and
   * sent once; agents of the registry get {@link MasterConfig.Timing#agentReregister} from now on.
   */
  record TakeLeadership() implements MasterCommand {}

  /**
   * Let time pass: send what is due (pings, heartbeats, offers) and give up what is overdue. Sent
   * when the core's next deadline has come.
   */
  record AdvanceTime() implements MasterCommand {}

  // ---- frameworks -----------------------------------------------------------------------------

  /**
   * Open (or take over) the event stream of a framework (Mesos reference §1.4). The adapter has
   * opened the response before; the first effect for the connection is SUBSCRIBED, or ERROR and the
   * end of the stream.
   *
   * @param connection the new stream, never used before; or the driver
   * @param body the framework (its id is empty or absent for a new one), the roles for which it
   *     wants no offers yet, and its offer constraints
   * @param constraints the same offer constraints, compiled; perhaps with an error
   * @param force whether to take over from another scheduler of the same framework: always over
   *     HTTP, and as a driver says (Mesos reference §5.5)
   */
  record Subscribe(
      ConnectionId connection, Call.Subscribe body, OfferConstraints constraints, boolean force)
      implements MasterCommand {

    /** A scheduler on HTTP: the newest stream wins. */
    public Subscribe(ConnectionId connection, Call.Subscribe body, OfferConstraints constraints) {
      this(connection, body, constraints, true);
    }
  }

  /**
   * Carry out a scheduler call other than SUBSCRIBE. Answered by one {@link MasterEffect.Respond};
   * what the call brings about comes as events on the framework's stream.
   */
  record FrameworkCall(RequestId request, FrameworkId framework, Caller caller, SchedulerCall call)
      implements MasterCommand {}

  /**
   * The stream is broken or was closed by its reader, or the link to the driver broke. Stale
   * streams are ignored.
   */
  record DisconnectFramework(ConnectionId connection) implements MasterCommand {}

  /**
   * A driver has given up and wants no more offers; its tasks run on (Mesos reference §5.5,
   * "abort").
   */
  record DeactivateFramework(ConnectionId connection, FrameworkId framework)
      implements MasterCommand {}

  /** An operator wants the framework, its executors and tasks gone (Mesos reference §4.1). */
  record TearDownFramework(RequestId request, FrameworkId framework) implements MasterCommand {}

  // ---- agents ---------------------------------------------------------------------------------

  /** A new agent asks to be admitted (Mesos reference §12.8). */
  record RegisterAgent(Pid from, RegisterSlaveMessage message) implements MasterCommand {}

  /** A known agent reports back with all it has (Mesos reference §12.8). */
  record ReregisterAgent(Pid from, ReregisterSlaveMessage message) implements MasterCommand {}

  /** An agent shuts down for good. */
  record UnregisterAgent(Pid from, UnregisterSlaveMessage message) implements MasterCommand {}

  /** An agent reports its resource version, oversubscribed resources and resource providers. */
  record UpdateAgent(Pid from, UpdateSlaveMessage message) implements MasterCommand {}

  /** An agent forwards a status update of a task (Mesos reference §11.3). */
  record AgentStatusUpdate(Pid from, StatusUpdateMessage message) implements MasterCommand {}

  /** An agent reports what became of an operation (Mesos reference §10.13). */
  record AgentOperationStatus(Pid from, UpdateOperationStatusMessage message)
      implements MasterCommand {}

  /** An agent reports that an executor has exited. */
  record ExitedExecutor(Pid from, ExitedExecutorMessage message) implements MasterCommand {}

  /** An executor sends bytes to its scheduler. */
  record ExecutorMessage(Pid from, ExecutorToFrameworkMessage message) implements MasterCommand {}

  /** An agent answers a ping. */
  record AgentPong(Pid from) implements MasterCommand {}

  /** An operator knows that the agent will never come back (Mesos reference §3.1). */
  record MarkAgentGone(RequestId request, AgentId agent) implements MasterCommand {}

  /** The link to an agent's process is broken. */
  record AgentExited(Pid pid) implements MasterCommand {}
}
