package io.meseta.runtime.metrics;

import io.meseta.core.Step;
import io.meseta.runtime.loop.LoopMeter;

/** Measures an event loop: queue, batches, steps, and what waits for the journal. */
public final class EventLoopMetrics implements LoopMeter<Object, Object, Object> {

  private final Counter commands;
  private final Counter batches;
  private final Timer steps;
  private final Metrics metrics;
  private volatile int waiting;
  private volatile int held;

  /**
   * Registers the metrics.
   *
   * @param prefix {@code master} or {@code slave}
   */
  public EventLoopMetrics(Metrics metrics, String prefix) {
    this.metrics = metrics;
    commands = metrics.counter(prefix + "/loop/commands");
    batches = metrics.counter(prefix + "/loop/batches");
    steps = metrics.timer(prefix + "/loop/step");
    metrics.gauge(prefix + "/event_queue_dispatches", () -> waiting);
    metrics.gauge(prefix + "/loop/held_steps", () -> held);
  }

  /** Shows how many commands wait under this name too. */
  public void alsoCalled(String name) {
    metrics.gauge(name, () -> waiting);
  }

  @Override
  public void batchTaken(int count, int behind) {
    commands.add(count);
    batches.increment();
    waiting = behind;
  }

  @Override
  public void stepTaken(Object command, Step<?, ?> step, long nanos) {
    steps.record(nanos);
  }

  @Override
  public void held(int count) {
    held = count;
  }
}
