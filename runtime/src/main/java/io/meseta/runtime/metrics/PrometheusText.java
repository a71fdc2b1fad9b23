package io.meseta.runtime.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metrics in the text format of Prometheus, version 0.0.4; timers are summaries in seconds.
 * Used once.
 */
public final class PrometheusText implements MetricSource.Receiver {

  /** What to say in {@code Content-Type}. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] QUANTILES = {0.5, 0.9, 0.95, 0.99, 0.999, 0.9999};

  private final Map<String, Map<Labels, Double>> gauges = new TreeMap<>();
  private final Map<String, Map<Labels, Double>> counters = new TreeMap<>();

  private PrometheusText() {}

  /** Writes every metric. */
  public static byte[] render(Metrics metrics) {
    PrometheusText text = new PrometheusText();
    metrics.report(text);
    List<MetricSnapshot> snapshots = new ArrayList<>();
    text.counters.forEach((name, points) -> snapshots.add(counterSnapshot(name, points)));
    text.gauges.forEach((name, points) -> snapshots.add(gaugeSnapshot(name, points)));
    new TreeMap<>(metrics.timers())
        .forEach((name, timer) -> snapshots.add(summarySnapshot(name, timer.read())));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.builder().build().write(bytes, new MetricSnapshots(snapshots));
    } catch (IOException e) {
      throw new UncheckedIOException("writing metrics into memory", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void gauge(String name, double value) {
    put(gauges, PrometheusName.of(name), value);
  }

  @Override
  public void counter(String name, double value) {
    put(counters, PrometheusName.of(name), value);
  }

  private void put(Map<String, Map<Labels, Double>> metrics, PrometheusName name, double value) {
    metrics.computeIfAbsent(name.name(), key -> new LinkedHashMap<>()).put(name.labels(), value);
  }

  private static MetricSnapshot gaugeSnapshot(String name, Map<Labels, Double> points) {
    GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name);
    points.forEach((labels, value) ->
        snapshot.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return snapshot.build();
  }

  private static MetricSnapshot counterSnapshot(String name, Map<Labels, Double> points) {
    CounterSnapshot.Builder snapshot = CounterSnapshot.builder().name(name);
    points.forEach((labels, value) ->
        snapshot.dataPoint(CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    return snapshot.build();
  }

  private static MetricSnapshot summarySnapshot(String mesosName, Timer.Reading reading) {
    PrometheusName name = PrometheusName.of(mesosName);
    Quantiles.Builder quantiles = Quantiles.builder();
    if (reading.recent().getTotalCount() > 0) {
      for (double quantile : QUANTILES) {
        double nanos = reading.recent().getValueAtPercentile(100 * quantile);
        quantiles.quantile(new Quantile(quantile, nanos / NANOS_PER_SECOND));
      }
    }
    return SummarySnapshot.builder()
        .name(name.name() + "_seconds")
        .dataPoint(
            SummaryDataPointSnapshot.builder()
                .labels(name.labels())
                .quantiles(quantiles.build())
                .count(reading.count())
                .sum(reading.totalNanos() / NANOS_PER_SECOND)
                .build())
        .build();
  }
}
