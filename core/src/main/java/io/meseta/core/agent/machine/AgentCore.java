package io.meseta.core.agent.machine;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentCommand.AcknowledgeOperation;
import io.meseta.core.agent.AgentCommand.AcknowledgeUpdate;
import io.meseta.core.agent.AgentCommand.AdvanceTime;
import io.meseta.core.agent.AgentCommand.AnswerPing;
import io.meseta.core.agent.AgentCommand.ApplyOperation;
import io.meseta.core.agent.AgentCommand.CheckpointResources;
import io.meseta.core.agent.AgentCommand.CloseExecutorStream;
import io.meseta.core.agent.AgentCommand.ConfirmRegistration;
import io.meseta.core.agent.AgentCommand.ConfirmReregistration;
import io.meseta.core.agent.AgentCommand.ExecutorCall;
import io.meseta.core.agent.AgentCommand.FinishRecovery;
import io.meseta.core.agent.AgentCommand.FollowMaster;
import io.meseta.core.agent.AgentCommand.KillNestedContainer;
import io.meseta.core.agent.AgentCommand.KillTask;
import io.meseta.core.agent.AgentCommand.LaunchNestedContainer;
import io.meseta.core.agent.AgentCommand.LeaveCluster;
import io.meseta.core.agent.AgentCommand.LoseMasterLink;
import io.meseta.core.agent.AgentCommand.PassToExecutor;
import io.meseta.core.agent.AgentCommand.ReconcileOperations;
import io.meseta.core.agent.AgentCommand.RecordContainerExit;
import io.meseta.core.agent.AgentCommand.RecordContainerFailure;
import io.meseta.core.agent.AgentCommand.RecordContainerStart;
import io.meseta.core.agent.AgentCommand.RecordProbeResult;
import io.meseta.core.agent.AgentCommand.RecordSandboxFailure;
import io.meseta.core.agent.AgentCommand.RecordVolumeChange;
import io.meseta.core.agent.AgentCommand.RemoveNestedContainer;
import io.meseta.core.agent.AgentCommand.RunTask;
import io.meseta.core.agent.AgentCommand.RunTaskGroup;
import io.meseta.core.agent.AgentCommand.ShutDownAgent;
import io.meseta.core.agent.AgentCommand.ShutDownExecutor;
import io.meseta.core.agent.AgentCommand.ShutDownFramework;
import io.meseta.core.agent.AgentCommand.UpdateFramework;
import io.meseta.core.agent.AgentCommand.WaitNestedContainer;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.operation.OperationUpdates;
import io.meseta.core.agent.record.History;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.Deadline;
import io.meseta.core.agent.state.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * The agent: registers with the master, runs tasks, and carries their status to the master until it
 * is acknowledged. Pure, like every {@link StateMachine}; must not be used by two threads.
 */
public final class AgentCore implements StateMachine<AgentCommand, AgentEvent, AgentEffect> {

  private final AgentState state;
  private final RandomGenerator random;

  /**
   * An agent that knows nothing yet; replay its journal, then let it finish recovery.
   *
   * @param random where ids and delays come from
   */
  public AgentCore(AgentConfig config, RandomGenerator random) {
    this.state = new AgentState(config);
    this.random = random;
  }

  @Override
  public Step<AgentEvent, AgentEffect> step(AgentCommand command, Instant now) {
    Turn turn = new Turn(state, random, now);
    Handlers handlers = new Handlers(turn);
    workOffDeadlines(handlers, now);
    carryOut(command, handlers);
    handlers.draining().follow();
    return turn.finish();
  }

  private void carryOut(AgentCommand command, Handlers handlers) {
    switch (command) {
      case AdvanceTime _ -> {} // deadlines are worked off before every command
      case FinishRecovery c -> handlers.recovery().finish(c);
      case LeaveCluster c -> handlers.departure().leave(c.reason());
      case FollowMaster c -> handlers.registration().follow(c.master());
      case LoseMasterLink c -> handlers.registration().loseLink(c.master());
      case ConfirmRegistration c -> handlers.registration().confirm(c);
      case ConfirmReregistration c -> handlers.registration().confirm(c);
      case AnswerPing c -> handlers.registration().answerPing(c);
      case ShutDownAgent c -> handlers.departure().shutDown(c);
      case RunTask c -> handlers.launching().run(c);
      case RunTaskGroup c -> handlers.launching().run(c);
      case KillTask c -> handlers.killing().kill(c);
      case AgentCommand.Drain c -> handlers.draining().begin(c);
      case AcknowledgeUpdate c -> handlers.updates().acknowledge(c);
      case ShutDownFramework c -> handlers.frameworks().shutDown(c);
      case ShutDownExecutor c -> handlers.executors().shutDown(c);
      case UpdateFramework c -> handlers.frameworks().update(c);
      case ApplyOperation c -> handlers.operations().apply(c);
      case CheckpointResources c -> handlers.operations().checkpoint(c);
      case AcknowledgeOperation c -> handlers.operations().acknowledge(c);
      case ReconcileOperations c -> handlers.operations().reconcile(c);
      case RecordVolumeChange c -> {
        if (handlers.operations().volumesChanged(c)) {
          handlers.registration().reconnect(); // the master counts on what was undone
        }
      }
      case PassToExecutor c -> handlers.messages().passToExecutor(c);
      case ExecutorCall c -> handlers.executorCalls().handle(c);
      case CloseExecutorStream c -> handlers.executorCalls().close(c.connection());
      case LaunchNestedContainer c -> handlers.containerCalls().launch(c);
      case WaitNestedContainer c -> handlers.containerCalls().await(c);
      case KillNestedContainer c -> handlers.containerCalls().kill(c);
      case RemoveNestedContainer c -> handlers.containerCalls().remove(c);
      case RecordContainerStart c -> handlers.executors().started(c.container(), c.processId());
      case RecordContainerFailure c -> handlers.executors().failed(c.container(), c.message());
      case RecordSandboxFailure c -> handlers.executors().lacksSandbox(c.container(), c.message());
      case RecordProbeResult c -> handlers.checks().finish(c);
      case RecordContainerExit c -> handlers.executors().exited(c.container(), c.status());
    }
  }

  private void workOffDeadlines(Handlers handlers, Instant now) {
    for (Optional<Deadline> due = state.due(now); due.isPresent(); due = state.due(now)) {
      switch (due.get()) {
        case Deadline.Registration _ -> handlers.registration().attempt();
        case Deadline.PingTimeout _ -> handlers.registration().reconnect();
        case Deadline.Reconnection _ -> handlers.recovery().giveUpReconnecting();
        case Deadline.ExecutorRegistration d -> handlers.executors().giveUp(d.container());
        case Deadline.ExecutorShutdown d -> handlers.executors().destroy(d.container());
        case Deadline.Heartbeat d -> handlers.executorCalls().heartbeat(d.container());
        case Deadline.Escalation d -> handlers.commands().escalate(d.container());
        case Deadline.Completion d -> handlers.endOvertime(d.container());
        case Deadline.Probe d -> handlers.checks().probe(d.key());
        case Deadline.OperationRetry d -> new OperationUpdates(handlers.turn()).retry(d.uuid());
        case Deadline.UpdateRetry d -> handlers.updates().retry(d.framework(), d.task());
      }
    }
  }

  @Override
  public void apply(AgentEvent event) {
    state.apply(event);
  }

  @Override
  public Optional<Instant> nextDeadline() {
    return state.nextDeadline();
  }

  /** The fewest events that lead a new agent to all that this one has to remember. */
  public List<DurableAgentEvent> history() {
    return History.of(state);
  }

  /** As what it last registered, also before a restart; empty if it never did. */
  public Optional<AgentInfo> registered() {
    return state.registered();
  }

  /** A picture of everything this agent knows. */
  public AgentSnapshot snapshot() {
    return state.snapshot();
  }
}
