package io.meseta.master.metrics;

import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.AllocationScheduled;
import io.meseta.core.master.OfferEvent.ResourcesAllocated;
import io.meseta.runtime.loop.LoopMeter;
import io.meseta.runtime.metrics.Counter;
import io.meseta.runtime.metrics.Metrics;
import io.meseta.runtime.metrics.Timer;
import java.util.function.LongSupplier;

/**
 * Measures how long it takes to offer what came free ({@code allocation_run}: the step of the core
 * that makes the offers), and how long it waited before that ({@code allocation_run_latency}).
 */
final class AllocationMetrics implements LoopMeter<MasterCommand, MasterEvent, MasterEffect> {

  private static final String PREFIX = "allocator/mesos/";

  private final LongSupplier ticker;
  private final Counter runs;
  private final Timer run;
  private final Timer latency;
  private long scheduledAt;
  private boolean scheduled;

  /** Measures into these metrics. */
  AllocationMetrics(Metrics metrics, LongSupplier ticker) {
    this.ticker = ticker;
    runs = metrics.counter(PREFIX + "allocation_runs");
    run = metrics.timer(PREFIX + "allocation_run");
    latency = metrics.timer(PREFIX + "allocation_run_latency");
  }

  @Override
  public void stepTaken(
      MasterCommand command, Step<? extends MasterEvent, ? extends MasterEffect> step, long nanos) {
    for (MasterEvent event : step.events()) {
      if (event instanceof ResourcesAllocated) {
        long begun = ticker.getAsLong() - nanos;
        runs.increment();
        run.record(nanos);
        latency.record(scheduled ? begun - scheduledAt : 0);
        scheduled = false;
      } else if (event instanceof AllocationScheduled) {
        scheduled = true;
        scheduledAt = ticker.getAsLong();
      }
    }
  }
}
