package io.meseta.core.master.machine;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.AllocationCommand;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.DurableMasterEvent.LeadershipTaken;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.WhitelistUpdated;
import io.meseta.core.master.OperatorCommand;
import io.meseta.core.master.agents.AgentExitedHandler;
import io.meseta.core.master.agents.AgentPongHandler;
import io.meseta.core.master.agents.MarkGoneHandler;
import io.meseta.core.master.agents.RegisterAgentHandler;
import io.meseta.core.master.agents.ReregisterAgentHandler;
import io.meseta.core.master.agents.UnregisterAgentHandler;
import io.meseta.core.master.agents.UpdateAgentHandler;
import io.meseta.core.master.call.CallHandler;
import io.meseta.core.master.call.DeactivateHandler;
import io.meseta.core.master.call.DisconnectHandler;
import io.meseta.core.master.call.FrameworkRemoval;
import io.meseta.core.master.call.SubscribeHandler;
import io.meseta.core.master.inverse.InverseOffers;
import io.meseta.core.master.maintenance.MaintenanceHandler;
import io.meseta.core.master.operation.OperationStatusHandler;
import io.meseta.core.master.operation.OperatorOperationHandler;
import io.meseta.core.master.role.QuotaHandler;
import io.meseta.core.master.role.WeightsHandler;
import io.meseta.core.master.service.Draining;
import io.meseta.core.master.service.ServiceHandler;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.ExecutorMessageHandler;
import io.meseta.core.master.tasks.ExitedExecutorHandler;
import io.meseta.core.master.tasks.StatusUpdateHandler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The master as a pure state machine: commands in, events and effects out. It must not know of
 * threads, clocks, sockets, files, JSON or logs.
 *
 * <p>To recover, {@link #apply} all events of the journal; to begin, step {@link
 * MasterCommand.TakeLeadership}.
 */
public final class MasterCore implements StateMachine<MasterCommand, MasterEvent, MasterEffect> {

  private final MasterState state;

  /** A master that knows nothing yet. */
  public MasterCore(MasterConfig config) {
    this.state = new MasterState(config);
  }

  @Override
  public Step<MasterEvent, MasterEffect> step(MasterCommand command, Instant now) {
    Turn turn = new Turn(state, now);
    dispatch(turn, command);
    Draining.follow(turn);
    Allocation.follow(turn);
    InverseOffers.follow(turn);
    return turn.toStep();
  }

  private void dispatch(Turn turn, MasterCommand command) {
    switch (command) {
      case MasterCommand.TakeLeadership c -> {
        turn.emit(new LeadershipTaken(turn.config().info(), turn.now()));
        Allocation.awaitAgents(turn);
      }
      case MasterCommand.AdvanceTime c -> TimeHandler.handle(turn);
      case MasterCommand.Subscribe c -> SubscribeHandler.handle(turn, c);
      case MasterCommand.FrameworkCall c -> CallHandler.handle(turn, c);
      case MasterCommand.DisconnectFramework c -> DisconnectHandler.handle(turn, c);
      case MasterCommand.DeactivateFramework c -> DeactivateHandler.handle(turn, c);
      case MasterCommand.TearDownFramework c -> FrameworkRemoval.handle(turn, c);
      case MasterCommand.RegisterAgent c -> RegisterAgentHandler.handle(turn, c);
      case MasterCommand.ReregisterAgent c -> ReregisterAgentHandler.handle(turn, c);
      case MasterCommand.UnregisterAgent c -> UnregisterAgentHandler.handle(turn, c);
      case MasterCommand.UpdateAgent c -> UpdateAgentHandler.handle(turn, c);
      case MasterCommand.AgentStatusUpdate c -> StatusUpdateHandler.handle(turn, c);
      case MasterCommand.AgentOperationStatus c -> OperationStatusHandler.handle(turn, c);
      case MasterCommand.ExitedExecutor c -> ExitedExecutorHandler.handle(turn, c);
      case MasterCommand.ExecutorMessage c -> ExecutorMessageHandler.handle(turn, c);
      case MasterCommand.AgentPong c -> AgentPongHandler.handle(turn, c);
      case MasterCommand.MarkAgentGone c -> MarkGoneHandler.handle(turn, c);
      case MasterCommand.AgentExited c -> AgentExitedHandler.handle(turn, c);
      case AllocationCommand c -> dispatch(turn, c);
      case OperatorCommand c -> dispatch(turn, c);
    }
  }

  private static void dispatch(Turn turn, AllocationCommand command) {
    switch (command) {
      case AllocationCommand.UpdateWhitelist c -> turn.emit(new WhitelistUpdated(c.hostnames()));
      case AllocationCommand.ExplainOffers c -> OfferExplaining.handle(turn, c);
    }
  }

  private static void dispatch(Turn turn, OperatorCommand command) {
    switch (command) {
      case OperatorCommand.UpdateQuota c -> QuotaHandler.handle(turn, c);
      case OperatorCommand.SetQuota c -> QuotaHandler.handle(turn, c);
      case OperatorCommand.RemoveQuota c -> QuotaHandler.handle(turn, c);
      case OperatorCommand.UpdateWeights c -> WeightsHandler.handle(turn, c);
      case OperatorCommand.ChangeResources c -> OperatorOperationHandler.handle(turn, c);
      case OperatorCommand.UpdateMaintenanceSchedule c -> MaintenanceHandler.handle(turn, c);
      case OperatorCommand.StartMaintenance c -> MaintenanceHandler.handle(turn, c);
      case OperatorCommand.StopMaintenance c -> MaintenanceHandler.handle(turn, c);
      case OperatorCommand.DeactivateAgent c -> ServiceHandler.handle(turn, c);
      case OperatorCommand.ReactivateAgent c -> ServiceHandler.handle(turn, c);
      case OperatorCommand.DrainAgent c -> ServiceHandler.handle(turn, c);
    }
  }

  @Override
  public void apply(MasterEvent event) {
    state.apply(event);
  }

  @Override
  public Optional<Instant> nextDeadline() {
    return state.deadlines().next();
  }

  /** What the master looks like now; what did not change is shared with earlier snapshots. */
  public MasterSnapshot snapshot(Instant now) {
    return Snapshots.of(state, now);
  }

  /** The fewest durable events that rebuild the registry, to replace a long journal. */
  public List<DurableMasterEvent> registry() {
    return state.registry();
  }

  /** For checks of the state from within this package. */
  MasterState state() {
    return state;
  }
}
