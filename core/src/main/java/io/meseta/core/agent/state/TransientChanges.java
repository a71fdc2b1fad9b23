package io.meseta.core.agent.state;

import io.meseta.core.FrameworkId;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.TransientAgentEvent;
import io.meseta.core.agent.TransientAgentEvent.AgentConnected;
import io.meseta.core.agent.TransientAgentEvent.AgentDisconnected;
import io.meseta.core.agent.TransientAgentEvent.AgentTerminating;
import io.meseta.core.agent.TransientAgentEvent.CommandEscalated;
import io.meseta.core.agent.TransientAgentEvent.DestructionOrdered;
import io.meseta.core.agent.TransientAgentEvent.ExecutorDisconnected;
import io.meseta.core.agent.TransientAgentEvent.ExecutorSubscribed;
import io.meseta.core.agent.TransientAgentEvent.ExecutorTerminating;
import io.meseta.core.agent.TransientAgentEvent.FrameworkTerminating;
import io.meseta.core.agent.TransientAgentEvent.HeartbeatScheduled;
import io.meseta.core.agent.TransientAgentEvent.MasterFollowed;
import io.meseta.core.agent.TransientAgentEvent.MessageHandled;
import io.meseta.core.agent.TransientAgentEvent.NestedContainerAwaited;
import io.meseta.core.agent.TransientAgentEvent.OperationForwarded;
import io.meseta.core.agent.TransientAgentEvent.PingAwaited;
import io.meseta.core.agent.TransientAgentEvent.ProbeFinished;
import io.meseta.core.agent.TransientAgentEvent.ProbeScheduled;
import io.meseta.core.agent.TransientAgentEvent.ProbeStarted;
import io.meseta.core.agent.TransientAgentEvent.ReconnectionFinished;
import io.meseta.core.agent.TransientAgentEvent.RecoveryFinished;
import io.meseta.core.agent.TransientAgentEvent.RegistrationScheduled;
import io.meseta.core.agent.TransientAgentEvent.TerminationForeseen;
import io.meseta.core.agent.TransientAgentEvent.UpdateForwarded;
import io.meseta.core.agent.TransientAgentEvent.UpdateRejected;
import io.meseta.core.agent.state.ExecutorTransition.Trigger;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** What each event of one run does to the state. */
final class TransientChanges {

  private final AgentState state;

  TransientChanges(AgentState state) {
    this.state = state;
  }

  void apply(TransientAgentEvent event) {
    switch (event) {
      case RecoveryFinished finished -> finishRecovery(finished);
      case ReconnectionFinished _ -> finishReconnection();
      case MasterFollowed followed -> {
        state.master = followed.master();
        state.deadlines.clear(new Deadline.Registration());
      }
      case AgentDisconnected _ -> disconnect();
      case RegistrationScheduled scheduled -> {
        state.registrationBackoff = scheduled.backoff();
        state.deadlines.set(new Deadline.Registration(), scheduled.at());
      }
      case AgentConnected connected -> connect(connected);
      case PingAwaited awaited ->
          state.deadlines.set(new Deadline.PingTimeout(), awaited.deadline());
      case AgentTerminating _ -> {
        state.phase = AgentPhase.TERMINATING;
        state.deadlines.clear(new Deadline.Registration());
        state.deadlines.clear(new Deadline.PingTimeout());
        state.deadlines.clear(new Deadline.Reconnection());
      }
      case FrameworkTerminating terminating -> terminate(terminating.framework());
      case ExecutorSubscribed subscribed -> subscribe(subscribed);
      case HeartbeatScheduled scheduled ->
          state.deadlines.set(new Deadline.Heartbeat(scheduled.container()), scheduled.at());
      case ExecutorDisconnected disconnected -> disconnect(state.touch(disconnected.container()));
      case ExecutorTerminating terminating -> terminate(terminating);
      case DestructionOrdered ordered ->
          state.deadlines.clear(new Deadline.ExecutorShutdown(ordered.container()));
      case TerminationForeseen foreseen -> foresee(foreseen);
      case NestedContainerAwaited awaited ->
          state.touchNested(awaited.container()).await(awaited.request(), awaited.what());
      case ProbeScheduled scheduled -> state.checks.schedule(scheduled);
      case ProbeStarted started -> state.checks.probe(started.key());
      case ProbeFinished finished -> state.checks.finish(finished);
      case CommandEscalated escalated ->
          state.deadlines.clear(new Deadline.Escalation(escalated.container()));
      case UpdateForwarded forwarded -> forward(forwarded);
      case OperationForwarded forwarded -> {
        state.deadlines.set(new Deadline.OperationRetry(forwarded.uuid()), forwarded.retryAt());
        state.operation(forwarded.uuid()).ifPresent(o -> o.retryAfter(forwarded.interval()));
      }
      case UpdateRejected _ -> state.counters.invalidUpdate();
      case MessageHandled handled -> state.counters.message(handled.passed());
    }
  }

  private void finishRecovery(RecoveryFinished finished) {
    state.phase = AgentPhase.RECONNECTING;
    state.deadlines.set(new Deadline.Reconnection(), finished.reregisterBy());
    state.containers.values().stream()
        .filter(executor -> executor.phase() == ExecutorPhase.REGISTERING)
        .map(executor -> new Deadline.ExecutorRegistration(executor.container()))
        .forEach(state.deadlines::clear);
  }

  private void finishReconnection() {
    state.phase = AgentPhase.DISCONNECTED;
    state.deadlines.clear(new Deadline.Reconnection());
  }

  private void disconnect() {
    state.phase = AgentPhase.DISCONNECTED;
    state.deadlines.clear(new Deadline.PingTimeout());
    state
        .operations
        .keySet()
        .forEach(uuid -> state.deadlines.clear(new Deadline.OperationRetry(uuid)));
    state.streams.forEach((framework, tasks) ->
        tasks
            .keySet()
            .forEach(task -> state.deadlines.clear(new Deadline.UpdateRetry(framework, task))));
  }

  /** Nothing that its executors have said is told again. */
  private void terminate(FrameworkId framework) {
    state.known(framework).terminate();
    state
        .streams(framework)
        .forEach((task, stream) ->
            stream
                .head()
                .filter(StatusUpdate::hasExecutorId)
                .ifPresent(
                    head -> state.deadlines.clear(new Deadline.UpdateRetry(framework, task))));
  }

  private void connect(AgentConnected connected) {
    state.phase = AgentPhase.RUNNING;
    state.pingTimeout = connected.pingTimeout();
    state.deadlines.clear(new Deadline.Registration());
  }

  private void subscribe(ExecutorSubscribed subscribed) {
    ExecutorState executor = state.touch(subscribed.container());
    disconnect(executor);
    executor.move(Trigger.SUBSCRIPTION);
    executor.connect(subscribed.connection());
    state.connections.put(subscribed.connection(), executor);
    state.deadlines.clear(new Deadline.ExecutorRegistration(subscribed.container()));
  }

  private void disconnect(ExecutorState executor) {
    executor.connection().ifPresent(state.connections::remove);
    executor.connect(null);
    state.deadlines.clear(new Deadline.Heartbeat(executor.container()));
  }

  private void terminate(ExecutorTerminating terminating) {
    ExecutorState executor = state.touch(terminating.container());
    executor.move(Trigger.SHUTDOWN);
    state.deadlines.clear(new Deadline.ExecutorRegistration(terminating.container()));
    state.deadlines.set(
        new Deadline.ExecutorShutdown(terminating.container()), terminating.destroyAt());
  }

  private void foresee(TerminationForeseen foreseen) {
    state.touch(foreseen.container()).foresee(foreseen.termination());
    if (foreseen.termination().reason() == Reason.REASON_CONTAINER_LAUNCH_FAILED) {
      state.counters.launchError();
    }
  }

  private void forward(UpdateForwarded forwarded) {
    state.deadlines.set(
        new Deadline.UpdateRetry(forwarded.framework(), forwarded.task()), forwarded.retryAt());
    state.stream(forwarded.framework(), forwarded.task())
        .ifPresent(stream -> {
          stream.retryAfter(forwarded.interval());
          stream.head().ifPresent(head -> noteForwarded(forwarded, head.getStatus()));
        });
  }

  private void noteForwarded(UpdateForwarded forwarded, TaskStatus status) {
    state
        .framework(forwarded.framework())
        .flatMap(framework -> framework.executorOf(forwarded.task()))
        .ifPresent(executor -> {
          state.touch(executor.container()).tasks().forwarded(forwarded.task(), status);
        });
  }
}
