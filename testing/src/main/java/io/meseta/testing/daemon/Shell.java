package io.meseta.testing.daemon;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.runtime.journal.JournalListener;
import io.meseta.runtime.loop.CommitGate;
import io.meseta.testing.disk.RecordCodec;
import io.meseta.testing.disk.SimulatedJournal;
import io.meseta.testing.observe.Observation;
import io.meseta.testing.observe.Observer;
import io.meseta.testing.world.Agenda;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.NodeClock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does for a core on virtual time what the event loop does on a thread: carries out commands,
 * writes durable events, holds effects back in the real commit gate, and lets time advance at
 * deadlines.
 */
final class Shell<C, E, F> {

  private static final int MOST_STEPS_OF_TIME_AT_ONCE = 50;

  /** One step on its way out. */
  private record Outgoing<E, F>(Step<E, F> step, long restsOn) {}

  /**
   * The core and what is around it.
   *
   * @param visible the core as observers are to see it
   * @param timeCommand makes the core work off its deadlines
   * @param history fewest events that rebuild the state, to shorten the journal
   */
  record Parts<C, E, F>(
      String name,
      StateMachine<C, E, F> core,
      Object visible,
      RecordCodec<E> codec,
      C timeCommand,
      Supplier<List<E>> history) {}

  /**
   * Where it all takes place.
   *
   * @param effects carries effects out
   * @param failed the daemon cannot go on
   */
  record Surroundings<F>(
      Agenda agenda,
      NodeClock clock,
      Life life,
      SimulatedJournal journal,
      Observer observer,
      LongUnaryOperator awaitedPosition,
      Consumer<F> effects,
      Runnable failed) {}

  private final Parts<C, E, F> parts;
  private final Surroundings<F> surroundings;
  private final SimulatedJournal journal;
  private final CommitGate<Outgoing<E, F>> gate = new CommitGate<>();
  private Instant now = Instant.MIN;
  private @Nullable Instant armedFor;
  private long alarms;
  private int stepsOfTimeAtOnce;

  Shell(Parts<C, E, F> parts, Surroundings<F> surroundings) {
    this.parts = parts;
    this.surroundings = surroundings;
    this.journal = surroundings.journal();
  }

  /** Replays the journal and begins to accept commands. */
  void start() {
    try {
      journal.replay(record -> parts.core().apply(parts.codec().decode(record)));
    } catch (IOException e) {
      surroundings.failed().run(); // whoever runs the machine has to mend its disk
      return;
    }
    journal.start(new Durability());
    surroundings
        .observer()
        .observe(new Observation.Recovered(parts.name(), parts.visible(), journal.position()));
  }

  /** Carries out a command at once; ignored when the daemon has ended. */
  void submit(C command) {
    if (surroundings.life().isOver()) {
      return;
    }
    step(command);
    if (journal.wantsCompaction()) {
      journal.compact(records(parts.history().get()));
    }
    release();
    armAlarm();
  }

  private void step(C command) {
    Instant shown = surroundings.clock().instant();
    now = shown.isAfter(now) ? shown : now;
    Step<E, F> step = parts.core().step(command, now);
    List<byte[]> records = records(step.events());
    if (!records.isEmpty()) {
      journal.append(records);
    }
    long position = journal.position();
    surroundings
        .observer()
        .observe(new Observation.Stepped(parts.name(), parts.visible(), command, step, position));
    gate.hold(surroundings.awaitedPosition().applyAsLong(position), new Outgoing<>(step, position));
  }

  private List<byte[]> records(List<E> events) {
    List<byte[]> records = new ArrayList<>();
    for (E event : events) {
      byte[] record = parts.codec().encode(event);
      if (record != null) {
        records.add(record);
      }
    }
    return records;
  }

  private void release() {
    gate.release(journal.durable(), this::deliver);
  }

  private void deliver(Outgoing<E, F> outgoing) {
    surroundings
        .observer()
        .observe(
            new Observation.Released(
                parts.name(), outgoing.step(), outgoing.restsOn(), journal.durable()));
    outgoing.step().effects().forEach(surroundings.effects());
  }

  private void armAlarm() {
    Instant deadline = parts.core().nextDeadline().orElse(null);
    if (deadline == null || deadline.equals(armedFor)) {
      return;
    }
    armedFor = deadline;
    long alarm = ++alarms;
    surroundings
        .agenda()
        .at(
            surroundings.clock().whenShowing(deadline),
            surroundings.life(),
            () -> {
              if (alarm == alarms) {
                ring(deadline);
              }
            });
  }

  private void ring(Instant deadline) {
    armedFor = null;
    stepsOfTimeAtOnce = deadline.isBefore(now) ? stepsOfTimeAtOnce + 1 : 0;
    if (stepsOfTimeAtOnce > MOST_STEPS_OF_TIME_AT_ONCE) {
      throw new IllegalStateException(
          parts.name() + " has a deadline in the past that it does not meet: " + deadline);
    }
    submit(parts.timeCommand());
  }

  private final class Durability implements JournalListener {

    @Override
    public void durable(long position) {
      release();
    }

    @Override
    public void failed(Throwable cause) {
      surroundings.failed().run();
    }
  }
}
