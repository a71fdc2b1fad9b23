package io.meseta.bench.cluster;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code meseta hello --no-wait} from start to exit: three processes of Java (cluster, launcher,
 * framework) and five tasks, with the start-up cache that the first run makes.
 */
public final class HelloTime {

  private static final int RUNS = 10;
  private static final String[] COMMAND = {"hello", "--no-wait", "--port", "0"};

  private HelloTime() {}

  private record Run(long registeredNanos, long exitNanos, CpuTime cpu) {}

  /** Measures and returns the table. */
  public static Table measure() throws IOException, InterruptedException {
    once(); // makes the cache if there is none
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(once());
    }
    Table table = Table.of("`meseta hello --no-wait`", "n", "p50", "max");
    row(table, "start → \"Registered\"", runs.stream().mapToLong(Run::registeredNanos).toArray());
    row(table, "start → exit", runs.stream().mapToLong(Run::exitNanos).toArray());
    row(
        table,
        "CPU of all its processes",
        runs.stream().mapToLong(run -> run.cpu().childrenMillis() * 1_000_000).toArray());
    return table;
  }

  private static void row(Table table, String what, long[] nanos) {
    Sample sample = Sample.of(nanos);
    table.row(what, sample.size(), sample.percentile(50), sample.longest());
  }

  private static Run once() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(DevCluster.command().toString());
    command.addAll(List.of(COMMAND));
    CpuTime before = CpuTime.ofProcess(ProcessHandle.current());
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    long registered = 0;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (registered == 0 && line.contains("egistered")) {
          registered = System.nanoTime() - start;
        }
      }
    }
    int status = process.waitFor();
    long exit = System.nanoTime() - start;
    if (status != 0 || registered == 0) {
      throw new IOException("meseta hello ended with " + status);
    }
    return new Run(registered, exit, CpuTime.ofProcess(ProcessHandle.current()).minus(before));
  }
}
