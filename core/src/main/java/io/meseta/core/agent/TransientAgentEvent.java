package io.meseta.core.agent;

import com.google.protobuf.ByteString;
import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is true for one run of the daemon only; a restarted agent learns it anew from its master,
 * its executors and its launcher.
 */
public sealed interface TransientAgentEvent extends AgentEvent {

  /** The agent knows again what it has; executors may come back until {@code reregisterBy}. */
  record RecoveryFinished(Instant reregisterBy) implements TransientAgentEvent {}

  /** All executors are back, or are not coming. */
  record ReconnectionFinished() implements TransientAgentEvent {}

  /** The agent turned to a master, or to none. */
  record MasterFollowed(@Nullable MasterInfo master) implements TransientAgentEvent {}

  /** The agent counts itself as not registered. */
  record AgentDisconnected() implements TransientAgentEvent {}

  /** The next attempt to register is due at {@code at}, the one after it at most so much later. */
  record RegistrationScheduled(Instant at, Duration backoff) implements TransientAgentEvent {}

  /** The master knows the agent; it pings more often than {@code pingTimeout}. */
  record AgentConnected(Duration pingTimeout) implements TransientAgentEvent {}

  /** The next ping must come before {@code deadline}. */
  record PingAwaited(Instant deadline) implements TransientAgentEvent {}

  /** The agent is about to end, and takes nothing new. */
  record AgentTerminating() implements TransientAgentEvent {}

  /** The framework's executors are being ended; its updates go nowhere any more. */
  record FrameworkTerminating(FrameworkId framework) implements TransientAgentEvent {}

  /** The executor has an event stream, and runs. */
  record ExecutorSubscribed(ContainerId container, ConnectionId connection)
      implements TransientAgentEvent {}

  /** The next heartbeat on the executor's stream is due at {@code at}. */
  record HeartbeatScheduled(ContainerId container, Instant at) implements TransientAgentEvent {}

  /** The executor's event stream ended. */
  record ExecutorDisconnected(ContainerId container) implements TransientAgentEvent {}

  /**
   * The executor was told to end, or its container is being destroyed.
   *
   * @param destroyAt when its container is destroyed, or null if that is done already
   */
  record ExecutorTerminating(ContainerId container, @Nullable Instant destroyAt)
      implements TransientAgentEvent {}

  /** The container of an executor that did not end in time is being destroyed. */
  record DestructionOrdered(ContainerId container) implements TransientAgentEvent {}

  /**
   * The agent knows already what it will say of the executor's tasks when the container is gone.
   */
  record TerminationForeseen(ContainerId container, Termination termination)
      implements TransientAgentEvent {}

  /** The next probe of a task is due at {@code at}. */
  record ProbeScheduled(CheckKey key, Instant at) implements TransientAgentEvent {}

  /** A probe was begun. */
  record ProbeStarted(CheckKey key) implements TransientAgentEvent {}

  /** A probe came to an end. */
  record ProbeFinished(CheckKey key, ProbeResult result, Instant at)
      implements TransientAgentEvent {}

  /** Somebody waits for the start or the end of a nested container. */
  record NestedContainerAwaited(ContainerId container, RequestId request, Awaited what)
      implements TransientAgentEvent {

    /** What is waited for. */
    public enum Awaited {
      START,
      END
    }
  }

  /** The process of a command task, or of a task of a pod, got SIGKILL. */
  record CommandEscalated(ContainerId container) implements TransientAgentEvent {}

  /** The oldest update of a task was sent to the master; it is sent again at {@code retryAt}. */
  record UpdateForwarded(FrameworkId framework, TaskId task, Instant retryAt, Duration interval)
      implements TransientAgentEvent {}

  /** An update was not taken. */
  record UpdateRejected(FrameworkId framework, TaskId task) implements TransientAgentEvent {}

  /** A message between scheduler and executor was passed on, or was not. */
  record MessageHandled(FrameworkId framework, ExecutorId executor, boolean passed)
      implements TransientAgentEvent {}

  /** What came of an operation was sent to the master; it is sent again at {@code retryAt}. */
  record OperationForwarded(ByteString uuid, Instant retryAt, Duration interval)
      implements TransientAgentEvent {}
}
