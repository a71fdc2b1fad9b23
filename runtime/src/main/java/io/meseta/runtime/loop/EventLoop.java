package io.meseta.runtime.loop;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.runtime.journal.Journal;
import io.meseta.runtime.journal.JournalListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that drives a core. It takes commands in batches, steps the core, appends the
 * durable events of a batch to the journal as one group, and lets events and effects out in order
 * once the journal has what they rest on. Meanwhile it goes on with the next commands: it never
 * waits for the disk, unless too much is held back.
 *
 * <p>It must not know what commands, events and effects mean. It stops for good, and says so once
 * to the fatal handler, when the core throws or the journal fails: a daemon that goes on then would
 * tell what is not so.
 *
 * @param <C> commands
 * @param <E> events
 * @param <F> effects
 */
public final class EventLoop<C, E, F> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);
  private static final long LONGEST_WAIT_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(30);

  private final StateMachine<C, E, F> machine;
  private final Journal journal;
  private final CommitPipeline<C, E, F> pipeline;
  private final CommandQueue<C> queue;
  private final Function<Instant, ? extends C> timeCommand;
  private final @Nullable Supplier<List<byte[]>> history;
  private final InstantSource clock;
  private final Consumer<Throwable> fatal;
  private final List<LoopMeter<? super C, ? super E, ? super F>> meters;
  private final Executor readers;
  private final LoopLimits limits;
  private final List<Snapshots<?>> snapshots = new CopyOnWriteArrayList<>();
  private final List<C> batch = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile long durable;
  private volatile @Nullable Throwable journalFailure;

  EventLoop(EventLoopBuilder<C, E, F> parts) {
    machine = parts.machine;
    journal = parts.journal;
    pipeline =
        new CommitPipeline<>(
            machine, parts.recorder, journal, new Delivery<>(parts.observers, parts.sink));
    limits = parts.limits;
    queue = new CommandQueue<>(limits.queuedCommands());
    timeCommand = parts.timeCommand;
    history = parts.history;
    clock = parts.clock;
    fatal = parts.fatal;
    meters = List.copyOf(parts.meters);
    readers = parts.readers;
    thread = new Thread(this::run, parts.name);
  }

  /** Begins to assemble a loop around a core whose state is already recovered. */
  public static <C, E, F> EventLoopBuilder<C, E, F> driving(StateMachine<C, E, F> machine) {
    return new EventLoopBuilder<>(machine);
  }

  /** Starts the thread; commands submitted earlier are carried out now. To be called once. */
  public void start() {
    durable = journal.position();
    journal.start(new Durability());
    thread.start();
  }

  /** Hands over a command without ever waiting. */
  public Submission submit(C command) {
    return queue.offer(command);
  }

  /**
   * Hands over a command, waiting for room in the queue: for callers whose own source can wait,
   * such as a socket that is simply not read meanwhile. Not for the loop's own thread, which would
   * wait for itself.
   *
   * @return {@link Submission#ACCEPTED} or {@link Submission#STOPPED}
   */
  public Submission submitWaiting(C command) throws InterruptedException {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("the loop's own thread must not wait for room in its queue");
    }
    return queue.put(command);
  }

  /**
   * Lets readers see the state: the camera is called on the loop's thread, once for all who wait.
   */
  public <S> Snapshots<S> snapshots(Supplier<? extends S> camera) {
    Snapshots<S> source = new Snapshots<>(camera, queue::wake, readers);
    snapshots.add(source);
    return source;
  }

  /** How many commands wait. */
  public int queueDepth() {
    return queue.size();
  }

  /**
   * Accepts nothing more, carries out what is queued, lets go of what is held as soon as the
   * journal has it, and returns when all of that is done. The journal stays open: it belongs to
   * whoever opened it.
   */
  @Override
  public void close() {
    queue.close();
    if (thread.getState() == Thread.State.NEW || Thread.currentThread() == thread) {
      return;
    }
    try {
      if (!ended.await(PATIENCE_AT_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Throwable failure = null;
    try {
      while (!queue.isDrained() || pipeline.held() > 0) {
        round();
      }
    } catch (InterruptedException e) {
      log.warn("Stopped with {} steps that the journal did not confirm in time", pipeline.held());
    } catch (Throwable e) { // a core that failed half-way must not be asked again
      failure = e;
    }
    end(failure);
  }

  private void end(@Nullable Throwable failure) {
    queue.close();
    Throwable reason = new IllegalStateException("the event loop has stopped", failure);
    snapshots.forEach(source -> source.end(reason));
    ended.countDown(); // before the handler, which may exit the process and so wait for close()
    if (failure != null) {
      fatal.accept(failure);
    }
  }

  private void round() throws InterruptedException {
    boolean room = pipeline.held() < limits.heldSteps();
    int waiting = queue.take(batch, room ? limits.batch() : 0, nanosToWait(room));
    failIfJournalFailed();
    pipeline.release(durable);
    if (room) {
      advanceTimeIfDue();
      stepBatch(waiting);
      pipeline.commit();
      compactIfDue();
      photograph();
    }
    pipeline.release(durable);
    int held = pipeline.held();
    meters.forEach(meter -> meter.held(held));
  }

  private long nanosToWait(boolean room) {
    Instant deadline = room ? machine.nextDeadline().orElse(null) : null;
    if (deadline == null) {
      return LONGEST_WAIT_NANOS;
    }
    Instant now = clock.instant();
    if (!deadline.isAfter(now)) {
      return 0;
    }
    return deadline.isAfter(now.plusNanos(LONGEST_WAIT_NANOS))
        ? LONGEST_WAIT_NANOS
        : Duration.between(now, deadline).toNanos();
  }

  private void failIfJournalFailed() {
    Throwable failure = journalFailure;
    if (failure != null) {
      throw new IllegalStateException(
          "the journal cannot be written: " + failure.getMessage(), failure);
    }
  }

  private void advanceTimeIfDue() {
    Instant now = clock.instant();
    boolean due = machine.nextDeadline().map(deadline -> !deadline.isAfter(now)).orElse(false);
    if (due) {
      step(timeCommand.apply(now), now);
    }
  }

  private void stepBatch(int waiting) {
    if (batch.isEmpty()) {
      return;
    }
    meters.forEach(meter -> meter.batchTaken(batch.size(), waiting));
    for (C command : batch) {
      step(command, clock.instant());
    }
    batch.clear();
  }

  private void step(C command, Instant now) {
    long start = System.nanoTime();
    Step<E, F> step = pipeline.step(command, now);
    long nanos = System.nanoTime() - start;
    meters.forEach(meter -> meter.stepTaken(command, step, nanos));
  }

  private void compactIfDue() {
    if (history != null && journal.wantsCompaction()) {
      journal.compact(history.get());
    }
  }

  private void photograph() {
    for (Snapshots<?> source : snapshots) {
      Runnable handOut = source.take();
      if (handOut != null) {
        pipeline.hold(handOut);
      }
    }
  }

  /** What the journal says, from whatever thread, goes to the loop's. */
  private final class Durability implements JournalListener {

    @Override
    public void durable(long position) {
      durable = position;
      if (Thread.currentThread() != thread) {
        queue.wake();
      }
    }

    @Override
    public void failed(Throwable cause) {
      journalFailure = cause;
      queue.wake();
    }
  }
}
