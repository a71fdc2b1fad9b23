package io.meseta.core.master.state;

import com.google.protobuf.Message;
import io.meseta.core.RequestId;
import io.meseta.core.Step;
import io.meseta.core.master.Answer;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * One command being carried out: handlers read the state, emit events, which change it at once, and
 * tell the world, which hears of it when the step is released.
 */
public final class Turn {

  private final MasterState state;
  private final Instant now;
  private final List<MasterEvent> events = new ArrayList<>();
  private final List<MasterEffect> effects = new ArrayList<>();

  /** Begins a turn. */
  public Turn(MasterState state, Instant now) {
    this.state = state;
    this.now = now;
  }

  /** What is known at this moment of the turn. */
  public MasterState state() {
    return state;
  }

  /** What the master was told once and for all. */
  public MasterConfig config() {
    return state.config();
  }

  /** The present. */
  public Instant now() {
    return now;
  }

  /** Makes the event part of the state and of the step. */
  public void emit(MasterEvent event) {
    state.apply(event);
    events.add(event);
  }

  /** Adds an effect to the step. */
  public void tell(MasterEffect effect) {
    effects.add(effect);
  }

  /** Answers a request. */
  public void answer(RequestId request, Answer answer) {
    tell(new MasterEffect.Respond(request, answer));
  }

  /** Writes an event to the framework's stream, if it has one. */
  public void send(Framework framework, Event event) {
    framework
        .connection()
        .ifPresent(connection ->
            tell(new MasterEffect.SendToFramework(framework.id(), connection, event)));
  }

  /**
   * The same, where the event says less than a driver is told.
   *
   * @param inFull what a driver is sent instead of the event
   */
  public void send(Framework framework, Event event, Message inFull) {
    framework
        .connection()
        .ifPresent(connection ->
            tell(
                new MasterEffect.SendToFramework(
                    framework.id(), connection, event, Optional.of(inFull))));
  }

  /** Sends a message to the agent. */
  public void send(Agent agent, Message message) {
    tell(new MasterEffect.SendToAgent(agent.id(), agent.pid(), message));
  }

  /** The outcome of the turn. */
  public Step<MasterEvent, MasterEffect> toStep() {
    return new Step<>(events, effects);
  }
}
