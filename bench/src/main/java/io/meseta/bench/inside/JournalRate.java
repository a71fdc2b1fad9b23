package io.meseta.bench.inside;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.runtime.journal.FileJournal;
import io.meseta.runtime.journal.JournalListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * Records that become durable through the file journal, with so many on their way at a time: how
 * many per second, how long each waits, and how many share one sync.
 */
public final class JournalRate {

  private static final int RECORD_BYTES = 300;
  private static final long RUN_NANOS = 2_000_000_000L;

  private JournalRate() {}

  /** Measures and returns the table. */
  public static Table measure() throws IOException, InterruptedException {
    Table table = Table.of("records on their way", "records/s", "p50", "p99", "records per sync");
    for (int window : new int[] {1, 16, 256, 4096}) {
      Path directory = Files.createTempDirectory("meseta-bench-");
      try (FileJournal journal = FileJournal.open(directory)) {
        run(journal, window, table);
      } finally {
        delete(directory);
      }
    }
    return table;
  }

  /** Hears which position is durable now; one entry for each sync. */
  private static final class Positions implements JournalListener {
    private final LinkedBlockingQueue<Long> durable = new LinkedBlockingQueue<>();

    @Override
    public void durable(long position) {
      durable.add(position);
    }

    @Override
    public void failed(Throwable cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static void run(FileJournal journal, int window, Table table)
      throws IOException, InterruptedException {
    journal.replay(_ -> {});
    Positions positions = new Positions();
    journal.start(positions);
    Queue<Long> begun = new ArrayDeque<>();
    List<Long> waits = new ArrayList<>();
    long start = System.nanoTime();
    long durable = 0;
    long syncs = 0;
    while (System.nanoTime() - start < RUN_NANOS) {
      while (begun.size() < window) {
        begun.add(System.nanoTime());
        journal.append(List.of(new byte[RECORD_BYTES]));
      }
      long position = positions.durable.take();
      long now = System.nanoTime();
      syncs++;
      for (; durable < position; durable++) {
        waits.add(now - begun.remove());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Sample sample = Sample.of(waits.stream().mapToLong(Long::longValue).toArray());
    table.row(
        window,
        Sample.number(durable / seconds),
        sample.percentile(50),
        sample.percentile(99),
        Sample.number((double) durable / syncs));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
