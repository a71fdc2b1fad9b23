package io.meseta.core.agent.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.Step;
import io.meseta.core.UuidBytes;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.executor.Protos.Event;

/** One step in the making: collects what happens, which is applied at once, and what to tell. */
public final class Turn {

  private final AgentState state;
  private final RandomGenerator random;
  private final Instant now;
  private final List<AgentEvent> events = new ArrayList<>();
  private final List<AgentEffect> effects = new ArrayList<>();

  /** A turn that begins at {@code now}. */
  public Turn(AgentState state, RandomGenerator random, Instant now) {
    this.state = state;
    this.random = random;
    this.now = now;
  }

  /** What the agent knows, with all that happened in this turn. */
  public AgentState state() {
    return state;
  }

  /** When this is. */
  public Instant now() {
    return now;
  }

  /** Makes an event part of the state and of the step. */
  public void happen(AgentEvent event) {
    state.apply(event);
    events.add(event);
  }

  /** Adds an effect to the step. */
  public void tell(AgentEffect effect) {
    effects.add(effect);
  }

  /** Sends to the master that is followed; without one the message is lost, as on a network. */
  public void tellMaster(Message message) {
    state.master().ifPresent(master -> tell(new AgentEffect.SendMessage(master, message)));
  }

  /** Sends an event on the stream of an executor. */
  public void tellExecutor(ConnectionId connection, Event event) {
    tell(new AgentEffect.SendToExecutor(connection, event, null));
  }

  /** A random duration from zero up to the bound. */
  public Duration upTo(Duration bound) {
    return Duration.ofNanos((long) (bound.toNanos() * random.nextDouble()));
  }

  /** The bytes of a new random UUID. */
  public ByteString uuid() {
    return UuidBytes.of(randomUuid());
  }

  /** A container id that nobody has. */
  public ContainerId newContainer() {
    return new ContainerId(randomUuid().toString());
  }

  private UUID randomUuid() {
    long version4 = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
    long variant2 = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(version4, variant2);
  }

  /** The step that was made. */
  public Step<AgentEvent, AgentEffect> finish() {
    return new Step<>(events, effects);
  }
}
