package io.meseta.bench.inside;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.runtime.loop.EventLoop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Commands through the event loop with a core that does next to nothing. */
public final class LoopRate {

  private static final int COMMANDS = 2_000_000;
  private static final int RUNS = 5;

  private LoopRate() {}

  /** Answers each command by one effect, and does nothing else. */
  private static final class Echo implements StateMachine<Integer, Integer, Integer> {

    private static final Step<Integer, Integer> STEP = new Step<>(List.of(), List.of(1));

    @Override
    public Step<Integer, Integer> step(Integer command, Instant now) {
      return STEP;
    }

    @Override
    public void apply(Integer event) {}

    @Override
    public Optional<Instant> nextDeadline() {
      return Optional.empty();
    }
  }

  /** Measures and returns the table. */
  public static Table measure() throws InterruptedException {
    Table table =
        Table.of("threads that submit", "commands", "commands/s, median of " + RUNS, "each");
    for (int threads : new int[] {1, 2, 4}) {
      run(threads);
      long[] runs = new long[RUNS];
      for (int i = 0; i < RUNS; i++) {
        runs[i] = run(threads);
      }
      double each = (double) Sample.of(runs).percentileNanos(50) / COMMANDS;
      table.row(threads, "%,d".formatted(COMMANDS), Sample.number(1e9 / each), Sample.text(each));
    }
    return table;
  }

  private static long run(int threads) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(COMMANDS);
    EventLoop<Integer, Integer, Integer> loop =
        EventLoop.<Integer, Integer, Integer>driving(new Echo())
            .effects(_ -> done.countDown())
            .timeCommand(_ -> 0)
            .build();
    loop.start();
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      Thread.ofPlatform().start(() -> submit(loop, COMMANDS / threads));
    }
    done.await();
    long nanos = System.nanoTime() - start;
    loop.close();
    return nanos;
  }

  private static void submit(EventLoop<Integer, ?, ?> loop, int count) {
    try {
      for (int i = 0; i < count; i++) {
        loop.submitWaiting(i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
