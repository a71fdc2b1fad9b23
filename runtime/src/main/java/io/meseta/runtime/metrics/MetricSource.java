package io.meseta.runtime.metrics;

/**
 * Knows many metrics at once, for example everything that can be counted out of one snapshot of the
 * state.
 */
@FunctionalInterface
public interface MetricSource {

  /** Told by a source what it knows. */
  interface Receiver {

    /** Something that goes up and down. */
    void gauge(String name, double value);

    /** Something that only grows. */
    void counter(String name, double value);
  }

  /** Tells every metric. Called when somebody reads the metrics, on their thread. */
  void report(Receiver receiver);
}
