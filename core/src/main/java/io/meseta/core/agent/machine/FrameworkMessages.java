package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand.PassToExecutor;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.TransientAgentEvent.MessageHandled;
import io.meseta.core.agent.message.ExecutorEvents;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import java.util.Optional;

/** Passes messages between schedulers and executors, at most once each. */
final class FrameworkMessages {

  private final Turn turn;
  private final AgentState state;

  FrameworkMessages(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void passToExecutor(PassToExecutor command) {
    Optional<ExecutorState> executor =
        runningFramework(command.framework())
            .flatMap(framework -> framework.executor(command.executor()))
            .filter(known -> known.phase() == ExecutorPhase.RUNNING);
    Optional<ConnectionId> stream = executor.flatMap(ExecutorState::connection);
    boolean passed =
        stream.isPresent() || executor.filter(ExecutorState::isPod).isPresent(); // who ignores it
    turn.happen(new MessageHandled(command.framework(), command.executor(), passed));
    stream.ifPresent(to -> turn.tellExecutor(to, ExecutorEvents.message(command.data())));
  }

  /** Straight to the driver of a framework that has one, else through the master. */
  void passToScheduler(ExecutorState executor, ByteString data) {
    Optional<FrameworkState> framework = runningFramework(executor.framework());
    turn.happen(new MessageHandled(executor.framework(), executor.id(), framework.isPresent()));
    framework.ifPresent(known -> {
      Optional<Pid> to = known.pid().or(state::master);
      ExecutorToFrameworkMessage message =
          ExecutorToFrameworkMessage.newBuilder()
              .setSlaveId(state.info().getId())
              .setFrameworkId(Wire.framework(executor.framework()))
              .setExecutorId(Wire.executor(executor.id()))
              .setData(data)
              .build();
      to.ifPresent(pid -> turn.tell(new AgentEffect.SendMessage(pid, message)));
    });
  }

  private Optional<FrameworkState> runningFramework(FrameworkId id) {
    return state
        .framework(id)
        .filter(framework -> state.phase() == AgentPhase.RUNNING && !framework.terminating());
  }
}
