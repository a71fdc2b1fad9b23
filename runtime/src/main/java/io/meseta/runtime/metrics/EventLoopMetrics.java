package io.meseta.runtime.metrics;

import io.meseta.runtime.loop.LoopMeter;

/** Measures an event loop: queue, batches, steps, and what waits for the journal. */
public final class EventLoopMetrics implements LoopMeter {

  private final Counter commands;
  private final Counter batches;
  private final Timer steps;
  private volatile int waiting;
  private volatile int held;

  /**
   * Registers the metrics.
   *
   * @param prefix {@code master} or {@code slave}
   */
  public EventLoopMetrics(Metrics metrics, String prefix) {
    commands = metrics.counter(prefix + "/loop/commands");
    batches = metrics.counter(prefix + "/loop/batches");
    steps = metrics.timer(prefix + "/loop/step");
    metrics.gauge(prefix + "/event_queue_dispatches", () -> waiting);
    metrics.gauge(prefix + "/loop/held_steps", () -> held);
  }

  @Override
  public void batchTaken(int count, int behind) {
    commands.add(count);
    batches.increment();
    waiting = behind;
  }

  @Override
  public void stepTaken(Object command, long nanos) {
    steps.record(nanos);
  }

  @Override
  public void held(int count) {
    held = count;
  }
}
