package io.meseta.master.metrics;

import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.runtime.loop.EventLoopBuilder;
import io.meseta.runtime.metrics.EventLoopMetrics;
import io.meseta.runtime.metrics.Metrics;
import java.util.Optional;

/** Everything that measures the loop of a master, wired together. */
public final class MasterMeters {

  private final Metrics metrics;
  private final EventLoopMetrics loop;
  private final OperationMetrics operations = new OperationMetrics();
  private final Optional<FrameworkMetrics> frameworks;
  private final MasterMetrics counted;

  /**
   * Measures into these metrics.
   *
   * @param frameworks counts for each framework, unless that is not wanted
   */
  public MasterMeters(Metrics metrics, Optional<FrameworkMetrics> frameworks) {
    this.metrics = metrics;
    this.frameworks = frameworks;
    this.loop = new EventLoopMetrics(metrics, "master");
    this.counted =
        new MasterMetrics(
            metrics,
            (framework, state) -> frameworks.ifPresent(each -> each.taskEnded(framework, state)));
    metrics.source(operations);
    frameworks.ifPresent(metrics::source);
    loop.alsoCalled("allocator/event_queue_dispatches");
    loop.alsoCalled("allocator/mesos/event_queue_dispatches");
    // One queue for all: whatever waits is counted as a dispatch.
    metrics.gauge("master/event_queue_http_requests", () -> 0);
    metrics.gauge("master/event_queue_messages", () -> 0);
  }

  /** What is counted from events and from what adapters hear. */
  public MasterMetrics counted() {
    return counted;
  }

  /** Whether each framework has metrics of its own. */
  public boolean forEachFramework() {
    return frameworks.isPresent();
  }

  /** Lets them see what the loop does. */
  public EventLoopBuilder<MasterCommand, MasterEvent, MasterEffect> watch(
      EventLoopBuilder<MasterCommand, MasterEvent, MasterEffect> builder) {
    builder
        .observer(counted)
        .meter(loop)
        .meter(new AllocationMetrics(metrics, System::nanoTime))
        .meter(new MessageMetrics(metrics))
        .meter(operations);
    frameworks.ifPresent(builder::meter);
    return builder;
  }
}
