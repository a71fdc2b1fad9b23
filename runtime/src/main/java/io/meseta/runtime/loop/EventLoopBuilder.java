package io.meseta.runtime.loop;

import io.meseta.core.StateMachine;
import io.meseta.runtime.journal.Journal;
import io.meseta.runtime.journal.MemoryJournal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Assembles an {@link EventLoop}. A sink and a time command must be given; everything else has a
 * default that suits a test: nothing is durable, nobody observes, a failure is only logged.
 */
public final class EventLoopBuilder<C, E, F> {

  final StateMachine<C, E, F> machine;
  final List<EventObserver<? super E>> observers = new ArrayList<>();
  final List<LoopMeter<? super C, ? super E, ? super F>> meters = new ArrayList<>();
  String name = "event-loop";
  Journal journal = new MemoryJournal();
  EventRecorder<? super E> recorder = event -> null;
  EffectSink<? super F> sink =
      effect -> {
        throw new IllegalStateException("the loop was given no sink");
      };
  Function<Instant, ? extends C> timeCommand =
      now -> {
        throw new IllegalStateException("the loop was given no time command");
      };
  @Nullable Supplier<List<byte[]>> history;
  InstantSource clock = new SteadyClock();
  Consumer<Throwable> fatal =
      e -> LoggerFactory.getLogger(EventLoop.class).error("The event loop has stopped", e);
  Executor readers = reader -> Thread.ofVirtual().name("reader").start(reader);
  LoopLimits limits = LoopLimits.DEFAULT;

  EventLoopBuilder(StateMachine<C, E, F> machine) {
    this.machine = machine;
  }

  /** The name of the loop's thread. */
  public EventLoopBuilder<C, E, F> name(String name) {
    this.name = name;
    return this;
  }

  /** Where durable events go, and which those are. The journal has been replayed already. */
  public EventLoopBuilder<C, E, F> journal(Journal journal, EventRecorder<? super E> recorder) {
    this.journal = journal;
    this.recorder = recorder;
    return this;
  }

  /**
   * Allows the journal to be shortened: records that lead to the state as it is now, made on the
   * loop's thread.
   */
  public EventLoopBuilder<C, E, F> compactingBy(Supplier<List<byte[]>> history) {
    this.history = history;
    return this;
  }

  /** Who carries effects out. */
  public EventLoopBuilder<C, E, F> effects(EffectSink<? super F> sink) {
    this.sink = sink;
    return this;
  }

  /** Adds one who watches events; they are called in the order in which they were added. */
  public EventLoopBuilder<C, E, F> observer(EventObserver<? super E> observer) {
    observers.add(observer);
    return this;
  }

  /** Makes the command by which the core learns that a deadline has come. */
  public EventLoopBuilder<C, E, F> timeCommand(Function<Instant, ? extends C> timeCommand) {
    this.timeCommand = timeCommand;
    return this;
  }

  /** Where the present comes from. */
  public EventLoopBuilder<C, E, F> clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Who is told, once and on the loop's thread, that the core or the journal failed; a daemon exits
   * here.
   */
  public EventLoopBuilder<C, E, F> onFatal(Consumer<Throwable> fatal) {
    this.fatal = fatal;
    return this;
  }

  /** Adds one who measures. */
  public EventLoopBuilder<C, E, F> meter(LoopMeter<? super C, ? super E, ? super F> meter) {
    meters.add(meter);
    return this;
  }

  /** On whose threads readers go on with their snapshots. */
  public EventLoopBuilder<C, E, F> readers(Executor readers) {
    this.readers = readers;
    return this;
  }

  /** Sizes of queue, batch and gate. */
  public EventLoopBuilder<C, E, F> limits(LoopLimits limits) {
    this.limits = limits;
    return this;
  }

  /** The loop, not yet started. */
  public EventLoop<C, E, F> build() {
    return new EventLoop<>(this);
  }
}
