package io.meseta.core.agent.machine;

import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand.ShutDownFramework;
import io.meseta.core.agent.AgentCommand.UpdateFramework;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.FrameworkRemoved;
import io.meseta.core.agent.DurableAgentEvent.FrameworkUpdated;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.TransientAgentEvent.FrameworkTerminating;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.UpdateFrameworkMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes and ends frameworks. */
final class Frameworks {

  private final Turn turn;
  private final AgentState state;

  Frameworks(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  /**
   * The address of a framework's driver.
   *
   * @param pid as the master tells it: empty or {@code @0.0.0.0:0} for a framework without one
   */
  static @Nullable Pid driver(String pid) {
    return pid.isEmpty() || pid.startsWith("@") ? null : new Pid(pid);
  }

  void update(UpdateFramework command) {
    UpdateFrameworkMessage message = command.message();
    FrameworkState framework =
        state.framework(Wire.framework(message.getFrameworkId())).orElse(null);
    if (!state.follows(command.from())
        || state.phase() != AgentPhase.RUNNING
        || framework == null
        || framework.terminating()) {
      return;
    }
    turn.happen(
        new FrameworkUpdated(
            message.hasFrameworkInfo() ? message.getFrameworkInfo() : framework.info(),
            driver(message.getPid())));
    new StatusUpdates(turn).resume(); // the scheduler may have missed what was sent before
  }

  void shutDown(ShutDownFramework command) {
    boolean listens =
        state.phase() == AgentPhase.RUNNING || state.phase() == AgentPhase.TERMINATING;
    if (listens && state.follows(command.from())) {
      state.framework(command.framework()).ifPresent(this::shutDown);
    }
  }

  void shutDown(FrameworkState framework) {
    if (framework.terminating()) {
      return;
    }
    turn.happen(new FrameworkTerminating(framework.id()));
    Executors executors = new Executors(turn);
    for (ExecutorState executor : List.copyOf(framework.executors())) {
      if (executor.phase() == ExecutorPhase.TERMINATED) {
        executors.remove(executor);
      } else {
        executors.shutDown(executor);
      }
    }
    removeIfIdle(framework.id());
  }

  void removeIfIdle(FrameworkId id) {
    boolean idle = state.framework(id).filter(f -> f.executors().isEmpty()).isPresent();
    if (idle && !awaitsAcknowledgements(id)) {
      turn.happen(new FrameworkRemoved(id));
      exitIfDone();
    }
  }

  /**
   * Mesos forgets here what the agent itself said of tasks without an executor and has not been
   * acknowledged; the scheduler would never hear of it if that message was lost.
   */
  private boolean awaitsAcknowledgements(FrameworkId id) {
    boolean ends = state.framework(id).filter(FrameworkState::terminating).isPresent();
    return !ends && state.streams(id).values().stream().anyMatch(stream -> stream.size() > 0);
  }

  void exitIfDone() {
    if (state.phase() == AgentPhase.TERMINATING && state.frameworks().isEmpty()) {
      turn.tell(new AgentEffect.Exit("All executors have ended", false));
    }
  }
}
