package io.meseta.agent.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The metrics under {@code system/}: load and memory of the machine, as Linux tells them. */
final class SystemMetrics {

  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private SystemMetrics() {}

  static void put(Map<String, Double> metrics) {
    metrics.put("system/cpus_total", (double) Runtime.getRuntime().availableProcessors());
    putLoad(metrics);
    putMemory(metrics);
  }

  private static void putLoad(Map<String, Double> metrics) {
    String[] load = read(LOAD).stream().findFirst().orElse("").split(" ", 4);
    String[] names = {"1min", "5min", "15min"};
    for (int i = 0; i < names.length && i < load.length - 1; i++) {
      metrics.put("system/load_" + names[i], Double.parseDouble(load[i]));
    }
  }

  private static void putMemory(Map<String, Double> metrics) {
    for (String line : read(MEMORY)) {
      if (line.startsWith("MemTotal:")) {
        metrics.put("system/mem_total_bytes", bytes(line));
      } else if (line.startsWith("MemFree:")) {
        metrics.put("system/mem_free_bytes", bytes(line));
      }
    }
  }

  private static double bytes(String line) {
    return 1024.0 * Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  /** Nothing where there is no such file: then these metrics are left out. */
  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
