package io.meseta.core.agent.machine;

import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand.AnswerPing;
import io.meseta.core.agent.AgentCommand.ConfirmRegistration;
import io.meseta.core.agent.AgentCommand.ConfirmReregistration;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.DurableAgentEvent.AgentRegistered;
import io.meseta.core.agent.TransientAgentEvent.AgentConnected;
import io.meseta.core.agent.TransientAgentEvent.AgentDisconnected;
import io.meseta.core.agent.TransientAgentEvent.MasterFollowed;
import io.meseta.core.agent.TransientAgentEvent.PingAwaited;
import io.meseta.core.agent.TransientAgentEvent.RegistrationScheduled;
import io.meseta.core.agent.message.RegistrationMessages;
import io.meseta.core.agent.operation.OperationUpdates;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.Turn;
import io.meseta.protocol.internal.Messages.MasterSlaveConnection;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import java.time.Duration;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

/** Becomes and stays known to the master (Mesos reference §12.8). */
final class Registration {

  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
  private static final Duration DEFAULT_PING_TIMEOUT = Duration.ofSeconds(75);

  private final Turn turn;
  private final AgentState state;

  Registration(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void follow(@Nullable MasterInfo master) {
    turn.happen(new MasterFollowed(master));
    if (state.phase() == AgentPhase.RUNNING || state.phase() == AgentPhase.DISCONNECTED) {
      reconnect();
    }
  }

  /**
   * Mesos leaves it to the ping timeout to notice that a master at a fixed address restarted; an
   * agent that registers again at once is back up to 75 seconds earlier.
   */
  void loseLink(Pid master) {
    if (state.phase() == AgentPhase.RUNNING && state.follows(master)) {
      reconnect();
    }
  }

  /** Begins to register, after a random while so that a thousand agents do not come at once. */
  void reconnect() {
    if (state.phase() == AgentPhase.RUNNING) {
      turn.happen(new AgentDisconnected());
    }
    if (state.master().isPresent()) {
      Duration factor = state.config().timing().registrationBackoffFactor();
      schedule(turn.upTo(factor), factor.multipliedBy(2));
    }
  }

  void attempt() {
    state.master().ifPresent(master -> turn.tell(new AgentEffect.LinkToMaster(master)));
    turn.tellMaster(
        state.info().hasId()
            ? RegistrationMessages.reregister(state)
            : RegistrationMessages.register(state));
    Duration backoff = min(state.registrationBackoff(), LONGEST_BACKOFF);
    schedule(turn.upTo(backoff), backoff.multipliedBy(2));
  }

  private void schedule(Duration delay, Duration nextBackoff) {
    turn.happen(new RegistrationScheduled(turn.now().plus(delay), nextBackoff));
  }

  void confirm(ConfirmRegistration command) {
    AgentID id = command.message().getSlaveId();
    if (!state.follows(command.from())) {
      return;
    }
    if (state.phase() == AgentPhase.RUNNING && !id.equals(state.info().getId())) {
      exitBecauseOf(id);
      return;
    }
    if (state.phase() == AgentPhase.DISCONNECTED) {
      if (!id.equals(state.info().getId())) {
        turn.happen(new AgentRegistered(state.info().toBuilder().setId(id).build()));
      }
      connect(command.message().getConnection());
    }
    tellWhatThereIs();
    new StatusUpdates(turn).resume();
    new OperationUpdates(turn).resume();
  }

  void confirm(ConfirmReregistration command) {
    if (!state.follows(command.from())) {
      return;
    }
    AgentID id = command.message().getSlaveId();
    if (!id.equals(state.info().getId())) {
      exitBecauseOf(id);
      return;
    }
    if (state.registered().filter(state.info()::equals).isEmpty()) {
      turn.happen(new AgentRegistered(state.info())); // it came back with more than before
    }
    if (state.phase() == AgentPhase.DISCONNECTED) {
      connect(command.message().getConnection());
    } else if (state.phase() != AgentPhase.RUNNING) {
      return;
    }
    tellWhatThereIs();
    StatusUpdates updates = new StatusUpdates(turn);
    updates.resume();
    new OperationUpdates(turn).resume();
    command.message().getReconciliationsList().forEach(updates::reconcile);
  }

  private void connect(MasterSlaveConnection connection) {
    Duration pingTimeout =
        connection.hasTotalPingTimeoutSeconds()
            ? Duration.ofSeconds((long) connection.getTotalPingTimeoutSeconds())
            : DEFAULT_PING_TIMEOUT;
    turn.happen(new AgentConnected(pingTimeout));
    awaitPing();
  }

  private void tellWhatThereIs() {
    if (state.phase() == AgentPhase.RUNNING) {
      turn.tellMaster(RegistrationMessages.update(state));
    }
  }

  /** Answers in any phase, so that a long recovery does not look like a dead agent. */
  void answerPing(AnswerPing ping) {
    turn.tell(new AgentEffect.SendMessage(ping.from(), PongSlaveMessage.getDefaultInstance()));
    if (state.phase() != AgentPhase.RUNNING) {
      return;
    }
    if (ping.connected()) {
      awaitPing();
    } else {
      reconnect();
    }
  }

  private void awaitPing() {
    turn.happen(new PingAwaited(turn.now().plus(state.pingTimeout())));
  }

  private void exitBecauseOf(AgentID id) {
    String reason =
        "The master calls this agent %s, but its id is %s"
            .formatted(id.getValue(), state.info().getId().getValue());
    turn.tell(new AgentEffect.Exit(reason, true));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
