package io.meseta.bench;

import io.meseta.bench.report.Machine;
import io.meseta.bench.swarm.Swarm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code bench/run}: carries out measurements by name and prints a table in Markdown for each, with
 * the machine and its load, without which a figure says nothing.
 */
public final class Bench {

  private Bench() {}

  /** Measures what the arguments name; {@code all} names everything. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("swarm")) {
      Swarm.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    List<Measurement> wanted = wanted(List.of(arguments));
    if (wanted.isEmpty()) {
      usage();
      System.exit(2);
    }
    for (Measurement measurement : wanted) {
      String before = Machine.load();
      String table = measurement.measure().toString();
      System.out.printf("%n## %s%n%n%s%n%n", measurement.purpose(), table);
      System.out.printf("%s; load %s before, %s after%n", Machine.facts(), before, Machine.load());
    }
  }

  private static List<Measurement> wanted(List<String> names) {
    return Arrays.stream(Measurement.values())
        .filter(measurement -> names.contains("all") || names.contains(name(measurement)))
        .toList();
  }

  private static void usage() {
    System.err.println("usage: bench/run NAME ... | all | swarm HOST:PORT [TASKS [PROGRAM]]");
    for (Measurement measurement : Measurement.values()) {
      System.err.printf("  %-10s %s%n", name(measurement), measurement.purpose());
    }
  }

  private static String name(Measurement measurement) {
    return measurement.name().toLowerCase(Locale.ROOT);
  }
}
