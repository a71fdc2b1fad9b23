package io.meseta.runtime.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All metrics of one daemon, under their Mesos names such as {@code master/tasks_running} (Mesos
 * reference §4.7). One registry, two languages: {@link #values} is what {@code /metrics/snapshot}
 * shows, {@link PrometheusText} what {@code /metrics} shows. Never a static one: two daemons may
 * live in one process.
 */
public final class Metrics {

  private static final Logger log = LoggerFactory.getLogger(Metrics.class);
  private static final double NANOS_PER_MILLI = 1e6;

  /** The statistics of a timer, and the percentile that each stands for. */
  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p90", 90.0, "p95", 95.0, "p99", 99.0, "p999", 99.9, "p9999", 99.99);

  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final List<MetricSource> sources = new CopyOnWriteArrayList<>();

  /** The counter of this name, made when it is first asked for. */
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, key -> new Counter());
  }

  /** The timer of this name, without {@code _ms}, made when it is first asked for. */
  public Timer timer(String name) {
    return timers.computeIfAbsent(name, key -> new Timer());
  }

  /** Adds one value that goes up and down; it is asked for whenever somebody reads the metrics. */
  public void gauge(String name, DoubleSupplier value) {
    source(receiver -> receiver.gauge(name, value.getAsDouble()));
  }

  /** Adds a source of many metrics. */
  public void source(MetricSource source) {
    sources.add(source);
  }

  /** Forgets counters and timers whose names begin like this: those of a framework that is gone. */
  public void remove(String prefix) {
    counters.keySet().removeIf(name -> name.startsWith(prefix));
    timers.keySet().removeIf(name -> name.startsWith(prefix));
  }

  /**
   * Every metric by its Mesos name, in order; a timer {@code x} is {@code x_ms} and its statistics.
   */
  public Map<String, Double> values() {
    TreeMap<String, Double> values = new TreeMap<>();
    report(
        new MetricSource.Receiver() {
          @Override
          public void gauge(String name, double value) {
            if (Double.isFinite(value)) { // JSON knows no other
              values.put(name, value);
            }
          }

          @Override
          public void counter(String name, double value) {
            gauge(name, value);
          }
        });
    timers.forEach((name, timer) -> putTimer(values, name + "_ms", timer.read()));
    return values;
  }

  private static void putTimer(Map<String, Double> values, String name, Timer.Reading reading) {
    if (reading.count() == 0) {
      return;
    }
    values.put(name, reading.lastNanos() / NANOS_PER_MILLI);
    var recent = reading.recent();
    if (recent.getTotalCount() == 0) {
      return;
    }
    values.put(name + "/count", (double) recent.getTotalCount());
    values.put(name + "/max", recent.getMaxValue() / NANOS_PER_MILLI);
    values.put(name + "/min", recent.getMinValue() / NANOS_PER_MILLI);
    PERCENTILES.forEach((statistic, percentile) ->
        values.put(
            name + "/" + statistic, recent.getValueAtPercentile(percentile) / NANOS_PER_MILLI));
  }

  /** Tells everything but the timers. One source that fails spoils only its own metrics. */
  void report(MetricSource.Receiver receiver) {
    counters.forEach((name, counter) -> receiver.counter(name, counter.value()));
    for (MetricSource source : sources) {
      try {
        source.report(receiver);
      } catch (RuntimeException e) {
        log.debug("A source of metrics failed", e);
      }
    }
  }

  /** All timers by name. */
  Map<String, Timer> timers() {
    return Map.copyOf(timers);
  }
}
